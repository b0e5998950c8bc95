<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
<context>
    <name>ArrivalFacts</name>
    <message>
        <source>To go</source>
        <translation>Reste</translation>
    </message>
    <message>
        <source>Battery then</source>
        <translation>Batterie</translation>
    </message>
    <message>
        <source>Go there instead</source>
        <translation>Y aller plutôt</translation>
    </message>
</context>
<context>
    <name>ArrivalPlace</name>
    <message>
        <source>Schematic route, not turn-by-turn</source>
        <translation>Trajet schématique, sans guidage</translation>
    </message>
    <message>
        <source>End route</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Show station</source>
        <translation>Voir la station</translation>
    </message>
</context>
<context>
    <name>ChargeActions</name>
    <message>
        <source>Stopping…</source>
        <translation>Arrêt…</translation>
    </message>
    <message>
        <source>Stop charging</source>
        <translation>Arrêter la charge</translation>
    </message>
    <message>
        <source>Limit %1</source>
        <translation>Limite %1</translation>
    </message>
    <message>
        <source>Limit —</source>
        <translation>Limite —</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
</context>
<context>
    <name>ChargeFlow</name>
    <message>
        <source>Power</source>
        <translation>Puissance</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Énergie</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Coût</translation>
    </message>
    <message>
        <source>Cost · %1</source>
        <translation>Coût · %1</translation>
    </message>
</context>
<context>
    <name>ChargeGuide</name>
    <message>
        <source>Last charges</source>
        <translation>Dernières charges</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Énergie</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Coût</translation>
    </message>
    <message>
        <source>Back to the station</source>
        <translation>Revenir à la station</translation>
    </message>
    <message>
        <source>Find a station</source>
        <translation>Trouver une station</translation>
    </message>
    <message>
        <source>Show receipt</source>
        <translation>Voir le reçu</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Station card</source>
        <translation>Fiche station</translation>
    </message>
</context>
<context>
    <name>ChargePage</name>
    <message>
        <source>Receipts</source>
        <translation>Reçus</translation>
    </message>
</context>
<context>
    <name>CoverageLists</name>
    <message>
        <source>Power</source>
        <translation>Puissance</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>Opérateurs</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>Partenaires</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Mesuré</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>Mises à jour</translation>
    </message>
    <message>
        <source>Charges of this car that succeeded, of those that were tried</source>
        <translation>Recharges réussies de cette voiture, sur celles tentées</translation>
    </message>
    <message>
        <source>Ask now</source>
        <translation>Actualiser</translation>
    </message>
</context>
<context>
    <name>Dock</name>
    <message>
        <source>Map</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>Trip</source>
        <translation>Trajet</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>Charge</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Maison</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Simulated network</source>
        <translation>Réseau simulé</translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>Filters</source>
        <translation>Filtres</translation>
    </message>
</context>
<context>
    <name>FilterNaming</name>
    <message>
        <source>Name of the filter</source>
        <translation>Nom du filtre</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
</context>
<context>
    <name>FilterSaved</name>
    <message>
        <source>Saved</source>
        <translation>Enregistrés</translation>
    </message>
    <message>
        <source>Rename or delete %1</source>
        <translation>Renommer ou supprimer %1</translation>
    </message>
</context>
<context>
    <name>FilterSheet</name>
    <message>
        <source>Filters</source>
        <translation>Filtres</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Delete</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Hide the keyboard</source>
        <translation>Masquer le clavier</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
    <message>
        <source>Choose the first</source>
        <translation>Choisir le premier</translation>
    </message>
</context>
<context>
    <name>LiveStrip</name>
    <message>
        <source>Show charge</source>
        <translation>Voir la charge</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
</context>
<context>
    <name>MapButtons</name>
    <message>
        <source>Turn north up</source>
        <translation>Mettre le nord en haut</translation>
    </message>
    <message>
        <source>Turn the way ahead up</source>
        <translation>Mettre la route devant en haut</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Zoom avant</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Zoom arrière</translation>
    </message>
    <message>
        <source>Go to the car</source>
        <translation>Aller à la voiture</translation>
    </message>
    <message>
        <source>The map stays with the car</source>
        <translation>La carte suit la voiture</translation>
    </message>
</context>
<context>
    <name>NetworkPage</name>
    <message>
        <source>Charging network</source>
        <translation>Réseau de recharge</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Wait %1 s</source>
        <translation>Attendez %1&#xa0;s</translation>
    </message>
    <message>
        <source>Service PIN</source>
        <translation>PIN de service</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>Autoriser</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Effacer</translation>
    </message>
</context>
<context>
    <name>ReceiptDetail</name>
    <message>
        <source>This bill is not right. Ask the operator before you accept it.</source>
        <translation>Cette facture est incohérente. Interrogez l’opérateur avant de l’accepter.</translation>
    </message>
</context>
<context>
    <name>ReceiptsPage</name>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Reçus</translation>
    </message>
    <message>
        <source>No receipts yet. After your first charge, its receipt is kept here.</source>
        <translation>Aucun reçu. Après votre première charge, il sera conservé ici.</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Places, stations, operators</source>
        <translation>Lieux, stations, opérateurs</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Effacer</translation>
    </message>
</context>
<context>
    <name>ServicePage</name>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Car file</source>
        <translation>Fichier voiture</translation>
    </message>
    <message>
        <source>Signals (DBC)</source>
        <translation>Signaux (DBC)</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Émission</translation>
    </message>
    <message>
        <source>Send no more</source>
        <translation>Ne plus émettre</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Night</source>
        <translation>Nuit</translation>
    </message>
    <message>
        <source>Night, dimmed</source>
        <translation>Nuit atténuée</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Jour</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Stations, operators and the car are simulated on this machine. Nothing is bought for real.</source>
        <translation>Stations, opérateurs et voiture sont simulés sur cette machine. Aucun achat réel.</translation>
    </message>
</context>
<context>
    <name>Splash</name>
    <message>
        <source>Building the simulated charging network</source>
        <translation>Création du réseau de recharge simulé</translation>
    </message>
    <message>
        <source>Only at the first start, about ten seconds</source>
        <translation>Au premier démarrage seulement, une dizaine de secondes</translation>
    </message>
</context>
<context>
    <name>StationActions</name>
    <message>
        <source>Navigate</source>
        <translation>Y aller</translation>
    </message>
    <message>
        <source>End route</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Open charge port</source>
        <translation>Ouvrir la trappe</translation>
    </message>
    <message>
        <source>Now plug in %1</source>
        <translation>Branchez %1</translation>
    </message>
    <message>
        <source>%1 is in use</source>
        <translation>%1 occupée</translation>
    </message>
    <message>
        <source>Start charging</source>
        <translation>Charger</translation>
    </message>
    <message>
        <source>Show charge</source>
        <translation>Voir la charge</translation>
    </message>
    <message>
        <source>Start at the pile</source>
        <translation>Lancer à la borne</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Résumé</translation>
    </message>
</context>
<context>
    <name>StationCard</name>
    <message>
        <source>No favourite any more</source>
        <translation>Retirer des favoris</translation>
    </message>
    <message>
        <source>Make it a favourite</source>
        <translation>Ajouter aux favoris</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>StationLockRow</name>
    <message>
        <source>Lower</source>
        <translation>Abaisser</translation>
    </message>
</context>
<context>
    <name>StationReport</name>
    <message>
        <source>What is wrong with %1?</source>
        <translation>Quel problème à %1&#xa0;?</translation>
    </message>
    <message>
        <source>Report a fault</source>
        <translation>Signaler une panne</translation>
    </message>
</context>
<context>
    <name>TariffBars</name>
    <message>
        <source>0:00</source>
        <translation>0&#xa0;h</translation>
    </message>
    <message>
        <source>12:00</source>
        <translation>12&#xa0;h</translation>
    </message>
    <message>
        <source>24:00</source>
        <translation>24&#xa0;h</translation>
    </message>
</context>
<context>
    <name>WorkbenchDrawer</name>
    <message>
        <source>Workbench</source>
        <translation>Atelier</translation>
    </message>
</context>
<context>
    <name>WorkbenchTools</name>
    <message>
        <source>Workbench</source>
        <translation>Atelier</translation>
    </message>
    <message>
        <source>For the desk, not for the driver</source>
        <translation>Outils du banc d’essai</translation>
    </message>
    <message>
        <source>Tap a station on the map first</source>
        <translation>Touchez d’abord une station sur la carte</translation>
    </message>
    <message>
        <source>Drive here</source>
        <translation>Rouler ici</translation>
    </message>
    <message>
        <source>Plug in %1</source>
        <translation>Brancher %1</translation>
    </message>
    <message>
        <source>Plug in</source>
        <translation>Brancher</translation>
    </message>
    <message>
        <source>Unplug</source>
        <translation>Débrancher</translation>
    </message>
    <message>
        <source>State of charge, now %1</source>
        <translation>Niveau de charge, %1</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Panne</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Gâchette</translation>
    </message>
    <message>
        <source>Hot plug</source>
        <translation>Prise chaude</translation>
    </message>
    <message>
        <source>Stuck lock</source>
        <translation>Verrou bloqué</translation>
    </message>
    <message>
        <source>Insulation</source>
        <translation>Isolement</translation>
    </message>
    <message>
        <source>Network of the operators</source>
        <translation>Réseau des opérateurs</translation>
    </message>
    <message>
        <source>April 2025</source>
        <translation>Avril 2025</translation>
    </message>
    <message>
        <source>July 2025</source>
        <translation>Juillet 2025</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>Tout</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
    <message>
        <source>done at {time}</source>
        <translation>fin à {time}</translation>
    </message>
    <message>
        <source>{soc} on arrival</source>
        <translation>{soc} à l’arrivée</translation>
    </message>
    <message>
        <source>You are here</source>
        <translation>Vous y êtes</translation>
    </message>
    <message>
        <source>To {limit} in</source>
        <translation>Jusqu’à {limit}, encore</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Temps restant</translation>
    </message>
    <message>
        <source>about {cost} to {limit}</source>
        <translation>env. {cost} jusqu’à {limit}</translation>
    </message>
    <message>
        <source>No price from {operator}</source>
        <translation>Pas de prix de {operator}</translation>
    </message>
    <message>
        <source>{price} / kWh</source>
        <translation>{price} / kWh</translation>
    </message>
    <message>
        <source>{distance} added</source>
        <translation>{distance} gagnés</translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation>Les {count}</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Inconnu</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Libre</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Occupée</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>Réservée</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>En panne</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Hors ligne</translation>
    </message>
    <message>
        <source>Unknown · {hours} h</source>
        <translation>Inconnu · {hours}&#xa0;h</translation>
    </message>
    <message>
        <source>Unknown · {minutes} min</source>
        <translation>Inconnu · {minutes}&#xa0;min</translation>
    </message>
    <message>
        <source>{power} DC</source>
        <translation>{power} DC</translation>
    </message>
    <message>
        <source>{power} AC</source>
        <translation>{power} AC</translation>
    </message>
    <message>
        <source>Connectors</source>
        <translation>Prises</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>Opérateurs</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>Seulement</translation>
    </message>
    <message>
        <source>How a charge starts</source>
        <translation>Démarrage</translation>
    </message>
    <message>
        <source>Power in kW</source>
        <translation>Puissance en kW</translation>
    </message>
    <message>
        <source>Price per kWh now</source>
        <translation>Prix du kWh</translation>
    </message>
    <message>
        <source>Connector</source>
        <translation>Prise</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>Own and partner operators</source>
        <translation>Réseau propre et partenaires</translation>
    </message>
    <message>
        <source>Other operators</source>
        <translation>Autres opérateurs</translation>
    </message>
    <message>
        <source>From imported lists</source>
        <translation>Des listes importées</translation>
    </message>
    <message>
        <source>as printed, all in</source>
        <translation>affiché, tout compris</translation>
    </message>
    <message>
        <source>any of {count}</source>
        <translation>un des {count} suffit</translation>
    </message>
    <message>
        <source>Free now</source>
        <translation>Libre</translation>
    </message>
    <message>
        <source>Plug &amp; charge</source>
        <translation>Plug &amp; Charge</translation>
    </message>
    <message>
        <source>Start from here</source>
        <translation>Lancer ici</translation>
    </message>
    <message>
        <source>Scan the code</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Partner&apos;s app</source>
        <translation>Appli partenaire</translation>
    </message>
    <message>
        <source>DC, fast</source>
        <translation>DC, rapide</translation>
    </message>
    <message>
        <source>AC, slow</source>
        <translation>AC, lente</translation>
    </message>
    <message>
        <source>GB/T DC</source>
        <translation>GB/T DC</translation>
    </message>
    <message>
        <source>GB/T AC</source>
        <translation>GB/T AC</translation>
    </message>
    <message>
        <source>Type 1</source>
        <translation>Type 1</translation>
    </message>
    <message>
        <source>Type 2</source>
        <translation>Type 2</translation>
    </message>
    <message>
        <source>Socket</source>
        <translation>Domestique</translation>
    </message>
    <message>
        <source>Wireless</source>
        <translation>Sans fil</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Autre</translation>
    </message>
    <message>
        <source>Own network</source>
        <translation>Réseau propre</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>Partenaires</translation>
    </message>
    <message>
        <source>Third parties</source>
        <translation>Tiers</translation>
    </message>
    <message>
        <source>Listed only</source>
        <translation>Listes seules</translation>
    </message>
    <message>
        <source>Own {power}</source>
        <translation>Propre {power}</translation>
    </message>
    <message>
        <source>Every station is shown. Of one kind any choice will do; every kind must fit.</source>
        <translation>Toutes les stations sont là. Dans un même groupe, un choix suffit&#xa0;; chaque groupe compte.</translation>
    </message>
    <message>
        <source>{one} or {other}</source>
        <translation>{one} ou {other}</translation>
    </message>
    <message>
        <source>{one}, and {other}</source>
        <translation>{one}, et {other}</translation>
    </message>
    <message>
        <source>{one} or {count} others</source>
        <translation>{one} ou {count} autres</translation>
    </message>
    <message>
        <source>{operator}, no longer in the network</source>
        <translation>{operator}, plus dans le réseau</translation>
    </message>
    <message>
        <source>Show the map</source>
        <translation>Voir la carte</translation>
    </message>
    <message>
        <source>Show {stations} stations · {connectors} connectors</source>
        <translation>Voir {stations} stations · {connectors} prises</translation>
    </message>
    <message>
        <source>Nothing in view fits</source>
        <translation>Rien en vue ne convient</translation>
    </message>
    <message>
        <source>Nothing in view, {connectors} connectors elsewhere</source>
        <translation>Rien en vue, {connectors} prises ailleurs</translation>
    </message>
    <message>
        <source>There is a filter called {name}. Choose another name.</source>
        <translation>Il y a déjà un filtre nommé {name}. Choisissez un autre nom.</translation>
    </message>
    <message>
        <source>{count} filters are saved. Delete one first.</source>
        <translation>{count} filtres sont enregistrés. Supprimez-en un.</translation>
    </message>
    <message>
        <source>Counties</source>
        <translation>Districts</translation>
    </message>
    <message>
        <source>Service area sides</source>
        <translation>Aires, par sens</translation>
    </message>
    <message>
        <source>From 250 kW</source>
        <translation>Dès 250 kW</translation>
    </message>
    <message>
        <source>of {count}</source>
        <translation>sur {count}</translation>
    </message>
    <message>
        <source>All of China</source>
        <translation>Toute la Chine</translation>
    </message>
    <message>
        <source>DC</source>
        <translation>DC</translation>
    </message>
    <message>
        <source>AC</source>
        <translation>AC</translation>
    </message>
    <message>
        <source>below {power}</source>
        <translation>moins de {power}</translation>
    </message>
    <message>
        <source>from {power}</source>
        <translation>dès {power}</translation>
    </message>
    <message>
        <source>Own superchargers · {city}</source>
        <translation>Superchargeurs propres · {city}</translation>
    </message>
    <message>
        <source>joined since</source>
        <translation>nouveau</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>non mesuré</translation>
    </message>
    <message>
        <source>{rate} of {count} charges</source>
        <translation>{rate} sur {count} recharges</translation>
    </message>
    <message>
        <source>{rate} of {count}, virtual piles</source>
        <translation>{rate} sur {count}, bornes virtuelles</translation>
    </message>
    <message>
        <source>Any operator</source>
        <translation>Tout opérateur</translation>
    </message>
    <message>
        <source>Counting the network…</source>
        <translation>Calcul du réseau…</translation>
    </message>
    <message>
        <source>The network cannot be read from the disk now. Open this page again in a minute.</source>
        <translation>Le réseau ne peut pas être lu sur le disque. Rouvrez cette page dans une minute.</translation>
    </message>
    <message>
        <source>Started here</source>
        <translation>Lancée ici</translation>
    </message>
    <message>
        <source>Scanned</source>
        <translation>Par code QR</translation>
    </message>
    <message>
        <source>Plug &amp; charge: the cable starts it</source>
        <translation>Plug &amp; Charge&#xa0;: il suffit de brancher</translation>
    </message>
    <message>
        <source>Plug in, then start here</source>
        <translation>Branchez, puis lancez ici</translation>
    </message>
    <message>
        <source>Plug in, then scan the code on the pile</source>
        <translation>Branchez, puis scannez le code</translation>
    </message>
    <message>
        <source>Only with {operator}&apos;s own app</source>
        <translation>Uniquement par l’appli {operator}</translation>
    </message>
    <message>
        <source>Cannot be started from here</source>
        <translation>Pas de lancement depuis la voiture</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Démarrage</translation>
    </message>
    <message>
        <source>Charging</source>
        <translation>En charge</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Arrêt en cours</translation>
    </message>
    <message>
        <source>Charge ended</source>
        <translation>Charge terminée</translation>
    </message>
    <message>
        <source>Charge complete</source>
        <translation>Charge réglée</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>Charge non lancée</translation>
    </message>
    <message>
        <source>No word from the operator</source>
        <translation>L’opérateur ne répond pas</translation>
    </message>
    <message>
        <source>Not charging</source>
        <translation>Pas de charge</translation>
    </message>
    <message>
        <source>Plugged in</source>
        <translation>Branchée</translation>
    </message>
    <message>
        <source>Nothing charged</source>
        <translation>Aucune charge</translation>
    </message>
    <message>
        <source>Car and pile agree on the charge. Stay plugged in.</source>
        <translation>La voiture et la borne s’accordent. Restez branché.</translation>
    </message>
    <message>
        <source>Current falls to zero, then the plug is released.</source>
        <translation>Le courant tombe à zéro, puis la prise se libère.</translation>
    </message>
    <message>
        <source>Unplug when you like. The bill is on its way.</source>
        <translation>Débranchez quand vous voulez. La facture arrive.</translation>
    </message>
    <message>
        <source>Unplug and drive on. The receipt is kept.</source>
        <translation>Débranchez et repartez. Le reçu est conservé.</translation>
    </message>
    <message>
        <source>Unplug, then try another connector.</source>
        <translation>Débranchez, puis essayez une autre prise.</translation>
    </message>
    <message>
        <source>The operator is asked again and again. If energy flows, you can stop it here.</source>
        <translation>L’opérateur est réinterrogé. Si le courant passe, vous pouvez l’arrêter ici.</translation>
    </message>
    <message>
        <source>Choose a station on the map, drive there and plug in.</source>
        <translation>Choisissez une station sur la carte, allez-y et branchez.</translation>
    </message>
    <message>
        <source>Waiting for the pile. If nothing happens, start at the station&apos;s card.</source>
        <translation>En attente de la borne. Si rien ne se passe, lancez depuis la fiche de la station.</translation>
    </message>
    <message>
        <source>The battery is at {soc}, the limit is {limit}: raise the limit to charge.</source>
        <translation>La batterie est à {soc}, la limite à {limit}&#xa0;: relevez la limite pour charger.</translation>
    </message>
    <message>
        <source>The car is not heard. The charge may go on; Stop asks the operator.</source>
        <translation>La voiture ne répond plus. La charge continue peut-être&#xa0;; Arrêter s’adresse à l’opérateur.</translation>
    </message>
    <message>
        <source>No word from the car. Check its bus, figures return by themselves.</source>
        <translation>Aucune donnée de la voiture. Vérifiez son bus, l’affichage revient tout seul.</translation>
    </message>
    <message>
        <source>No cable in the car. Plug in, then start again.</source>
        <translation>Aucun câble branché. Branchez, puis relancez.</translation>
    </message>
    <message>
        <source>Another charge is running. Stop that one first.</source>
        <translation>Une autre charge est en cours. Arrêtez-la d’abord.</translation>
    </message>
    <message>
        <source>{operator} refused: {detail}. Try another connector.</source>
        <translation>{operator} refuse&#xa0;: {detail}. Essayez une autre prise.</translation>
    </message>
    <message>
        <source>{operator} has not answered yet. Stay plugged in, it is asked again.</source>
        <translation>{operator} n’a pas encore répondu. Restez branché, on redemande.</translation>
    </message>
    <message>
        <source>{operator} never heard of the start. Nothing was bought, start again.</source>
        <translation>{operator} n’a pas reçu la demande. Rien n’est facturé, relancez.</translation>
    </message>
    <message>
        <source>{operator} refused to stop: {detail}. The car ends the charge instead.</source>
        <translation>{operator} refuse d’arrêter&#xa0;: {detail}. La voiture met fin à la charge.</translation>
    </message>
    <message>
        <source>{operator} is out of reach, so the car ended the charge. The bill follows.</source>
        <translation>{operator} est injoignable, la voiture a mis fin à la charge. La facture suivra.</translation>
    </message>
    <message>
        <source>{operator} is out of reach. Figures may be old, Stop still works.</source>
        <translation>{operator} est injoignable. Chiffres peut-être anciens, l’arrêt reste possible.</translation>
    </message>
    <message>
        <source>{operator} sent an unreadable answer. Try again or use another operator.</source>
        <translation>Réponse illisible de {operator}. Réessayez ou changez d’opérateur.</translation>
    </message>
    <message>
        <source>{operator} does not accept our keys. Use another operator and tell service.</source>
        <translation>{operator} n’accepte pas nos clés. Changez d’opérateur et prévenez le service.</translation>
    </message>
    <message>
        <source>{operator}&apos;s bill is late. Drive on, it will be in your receipts.</source>
        <translation>La facture de {operator} tarde. Repartez, elle sera dans vos reçus.</translation>
    </message>
    <message>
        <source>{operator}&apos;s bill is not right. It is marked in your receipts.</source>
        <translation>La facture de {operator} est incohérente. Elle est signalée dans vos reçus.</translation>
    </message>
    <message>
        <source>The disk cannot be written, so nothing is bought. Free some space, then start again.</source>
        <translation>Disque non inscriptible, rien n’est acheté. Libérez de la place, puis relancez.</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>sans motif</translation>
    </message>
    <message>
        <source>the pile is not known</source>
        <translation>borne inconnue</translation>
    </message>
    <message>
        <source>the pile is offline</source>
        <translation>borne hors ligne</translation>
    </message>
    <message>
        <source>the car is not registered</source>
        <translation>voiture non enregistrée</translation>
    </message>
    <message>
        <source>the car is already charging</source>
        <translation>voiture déjà en charge</translation>
    </message>
    <message>
        <source>Stopped at the pile</source>
        <translation>Arrêtée à la borne</translation>
    </message>
    <message>
        <source>Stopped from the car&apos;s screen</source>
        <translation>Arrêtée depuis l’écran</translation>
    </message>
    <message>
        <source>Ended by the car</source>
        <translation>Terminée par la voiture</translation>
    </message>
    <message>
        <source>Ended by a fault of the pile</source>
        <translation>Panne de la borne</translation>
    </message>
    <message>
        <source>Ended by pulling the plug</source>
        <translation>Prise débranchée</translation>
    </message>
    <message>
        <source>Ended by the operator ({code})</source>
        <translation>Terminée par l’opérateur ({code})</translation>
    </message>
    <message>
        <source>Cable in</source>
        <translation>Câble branché</translation>
    </message>
    <message>
        <source>Operator agrees</source>
        <translation>Accord de l’opérateur</translation>
    </message>
    <message>
        <source>Car and pile agree</source>
        <translation>Voiture et borne d’accord</translation>
    </message>
    <message>
        <source>Energy flows</source>
        <translation>Le courant passe</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>Prix unitaire</translation>
    </message>
    <message>
        <source>By time</source>
        <translation>Par période</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Énergie</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>At {soc} the battery takes no more than {power}</source>
        <translation>À {soc}, la batterie n’accepte pas plus de {power}</translation>
    </message>
    <message>
        <source>The cells are nearly full: the current falls step by step</source>
        <translation>Les cellules sont presque pleines&#xa0;: le courant baisse peu à peu</translation>
    </message>
    <message>
        <source>The battery is cold ({battery}): {power}. Preheat it on the way next time</source>
        <translation>Batterie froide ({battery})&#xa0;: {power}. Préchauffez-la en route la prochaine fois</translation>
    </message>
    <message>
        <source>The battery is hot ({battery}): more power once it cools</source>
        <translation>Batterie chaude ({battery})&#xa0;: plus de puissance une fois refroidie</translation>
    </message>
    <message>
        <source>{pile} pile · the 2015 standard asks for at most 400 A, {ceiling} now</source>
        <translation>Borne {pile} · la norme de 2015 demande 400&#xa0;A au plus, soit {ceiling}</translation>
    </message>
    <message>
        <source>The 2015 standard asks for at most 400 A: {ceiling} now</source>
        <translation>La norme de 2015 demande 400&#xa0;A au plus&#xa0;: {ceiling} à présent</translation>
    </message>
    <message>
        <source>This pile gives at most {offered_a}: {power} now</source>
        <translation>Cette borne donne {offered_a} au plus&#xa0;: {power} à présent</translation>
    </message>
    <message>
        <source>This pile&apos;s current ends here: {power} now</source>
        <translation>Cette borne est à son courant maximal&#xa0;: {power} à présent</translation>
    </message>
    <message>
        <source>This pile gives at most {power}</source>
        <translation>Cette borne donne {power} au plus</translation>
    </message>
    <message>
        <source>This pile ends at {offered_v}, a 1000 V pile charges fuller</source>
        <translation>Cette borne s’arrête à {offered_v}, une borne de 1000&#xa0;V charge davantage</translation>
    </message>
    <message>
        <source>This pile&apos;s voltage ends here, a 1000 V pile charges fuller</source>
        <translation>Cette borne est à sa tension maximale, une borne de 1000&#xa0;V charge davantage</translation>
    </message>
    <message>
        <source>The plug is hot ({plug}): less power until it cools</source>
        <translation>Prise chaude ({plug})&#xa0;: puissance réduite le temps qu’elle refroidisse</translation>
    </message>
    <message>
        <source>The plug is hot: less power until it cools</source>
        <translation>Prise chaude&#xa0;: puissance réduite le temps qu’elle refroidisse</translation>
    </message>
    <message>
        <source>The car&apos;s own charger takes at most {power}, a DC pile is faster</source>
        <translation>Le chargeur embarqué accepte {power} au plus, une borne DC est plus rapide</translation>
    </message>
    <message>
        <source>This AC pile offers {supply_a}: {power} now</source>
        <translation>Cette borne AC offre {supply_a}&#xa0;: {power} à présent</translation>
    </message>
    <message>
        <source>This AC pile gives at most {power}</source>
        <translation>Cette borne AC donne {power} au plus</translation>
    </message>
    <message>
        <source>A limit set in the car holds it at {power}</source>
        <translation>Un réglage de la voiture limite à {power}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>SoC map</source>
        <translation>courbe SoC</translation>
    </message>
    <message>
        <source>cell voltage</source>
        <translation>tension cellule</translation>
    </message>
    <message>
        <source>cold pack</source>
        <translation>batterie froide</translation>
    </message>
    <message>
        <source>hot pack</source>
        <translation>batterie chaude</translation>
    </message>
    <message>
        <source>CML current</source>
        <translation>courant CML</translation>
    </message>
    <message>
        <source>pile power</source>
        <translation>puissance borne</translation>
    </message>
    <message>
        <source>CML voltage</source>
        <translation>tension CML</translation>
    </message>
    <message>
        <source>hot plug</source>
        <translation>prise chaude</translation>
    </message>
    <message>
        <source>on-board charger</source>
        <translation>chargeur de bord</translation>
    </message>
    <message>
        <source>CP duty cycle</source>
        <translation>rapport cyclique CP</translation>
    </message>
    <message>
        <source>car&apos;s setting</source>
        <translation>réglage voiture</translation>
    </message>
    <message>
        <source>Car not heard</source>
        <translation>Voiture muette</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>Charge cut short</source>
        <translation>Charge interrompue</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Liaison perdue</translation>
    </message>
    <message>
        <source>Pile or car has paused the charge. It goes on by itself, stay plugged in.</source>
        <translation>La borne ou la voiture a mis en pause. La charge reprendra seule, restez branché.</translation>
    </message>
    <message>
        <source>Paused until the battery has cooled. It goes on by itself, stay plugged in.</source>
        <translation>Pause le temps que la batterie refroidisse. Reprise automatique, restez branché.</translation>
    </message>
    <message>
        <source>Paused until the plug has cooled. It goes on by itself, stay plugged in.</source>
        <translation>Pause le temps que la prise refroidisse. Reprise automatique, restez branché.</translation>
    </message>
    <message>
        <source>Car and pile lost each other and try again. Stay plugged in.</source>
        <translation>La voiture et la borne se reconnectent. Restez branché.</translation>
    </message>
    <message>
        <source>Car and pile cannot agree any more. Pull the cable out and plug it in again.</source>
        <translation>La voiture et la borne ne s’entendent plus. Débranchez, puis rebranchez.</translation>
    </message>
    <message>
        <source>Pile or car reported a fault. Unplug and use another pile.</source>
        <translation>La borne ou la voiture signale une panne. Débranchez et changez de borne.</translation>
    </message>
    <message>
        <source>It got too hot. Let it cool, then unplug and plug in again.</source>
        <translation>Surchauffe. Laissez refroidir, puis débranchez et rebranchez.</translation>
    </message>
    <message>
        <source>The pile gave too much current. Unplug and use another pile.</source>
        <translation>La borne a donné trop de courant. Débranchez et changez de borne.</translation>
    </message>
    <message>
        <source>The pile&apos;s voltage was wrong. Unplug and use another pile.</source>
        <translation>La tension de la borne était fausse. Débranchez et changez de borne.</translation>
    </message>
    <message>
        <source>The plug has a fault. Unplug and use another connector.</source>
        <translation>La prise est en panne. Débranchez et prenez un autre connecteur.</translation>
    </message>
    <message>
        <source>The plug got too hot. Unplug and use another connector.</source>
        <translation>La prise a surchauffé. Débranchez et prenez un autre connecteur.</translation>
    </message>
    <message>
        <source>A contactor did not switch. Unplug and try again; if it stays, see service.</source>
        <translation>Un contacteur n’a pas basculé. Débranchez et réessayez&#xa0;; sinon, voyez le service.</translation>
    </message>
    <message>
        <source>The pause was too long. Unplug and plug in again to go on.</source>
        <translation>La pause a été trop longue. Débranchez et rebranchez pour continuer.</translation>
    </message>
    <message>
        <source>The emergency stop was pressed. Unplug and use another pile.</source>
        <translation>L’arrêt d’urgence a été pressé. Débranchez et changez de borne.</translation>
    </message>
    <message>
        <source>Car and pile lost each other. Unplug and plug in again.</source>
        <translation>La voiture et la borne se sont perdues. Débranchez et rebranchez.</translation>
    </message>
    <message>
        <source>The operator did not agree to this car. Unplug and use another pile.</source>
        <translation>L’opérateur a refusé cette voiture. Débranchez et changez de borne.</translation>
    </message>
    <message>
        <source>The operator did not answer the pile. Unplug and try again.</source>
        <translation>L’opérateur n’a pas répondu à la borne. Débranchez et réessayez.</translation>
    </message>
    <message>
        <source>The plug was pulled out. Plug in again to go on.</source>
        <translation>La prise a été retirée. Rebranchez pour continuer.</translation>
    </message>
    <message>
        <source>Vehicle bus</source>
        <translation>Bus véhicule</translation>
    </message>
    <message>
        <source>Charging bus</source>
        <translation>Bus de charge</translation>
    </message>
    <message>
        <source>{bus}: many errors, figures may lag. Check wiring and bit rate.</source>
        <translation>{bus}&#xa0;: beaucoup d’erreurs, données en retard. Vérifiez câblage et débit.</translation>
    </message>
    <message>
        <source>{bus}: switched itself off after too many errors. Check wiring and bit rate.</source>
        <translation>{bus}&#xa0;: coupé après trop d’erreurs. Vérifiez câblage et débit.</translation>
    </message>
    <message>
        <source>{bus}: nobody answers. Check the cable and that the other side is on.</source>
        <translation>{bus}&#xa0;: personne ne répond. Vérifiez le câble et que l’autre côté est allumé.</translation>
    </message>
    <message>
        <source>{bus}: its adapter is gone. Plug it in again, it is opened by itself.</source>
        <translation>{bus}&#xa0;: adaptateur absent. Rebranchez-le, il est rouvert tout seul.</translation>
    </message>
    <message>
        <source>{bus}: {word}</source>
        <translation>{bus}&#xa0;: {word}</translation>
    </message>
    <message>
        <source>Every bus ends in this machine: there is nothing to arm.</source>
        <translation>Tous les bus restent dans cette machine&#xa0;: rien à autoriser.</translation>
    </message>
    <message>
        <source>Armed until the program ends: frames are sent.</source>
        <translation>Émission autorisée jusqu’à la fin du programme.</translation>
    </message>
    <message>
        <source>Listening only. To send on a real bus, start with --arm.</source>
        <translation>Écoute seule. Pour émettre sur un bus réel, lancez avec --arm.</translation>
    </message>
    <message>
        <source>Listening only. The service PIN arms until the program ends.</source>
        <translation>Écoute seule. Le PIN de service autorise l’émission jusqu’à la fin du programme.</translation>
    </message>
    <message>
        <source>Listening only, and no service PIN is set: python main.py service-pin</source>
        <translation>Écoute seule, et aucun PIN de service&#xa0;: python main.py service-pin</translation>
    </message>
    <message>
        <source>{bus}: listening only. To send, arm it under Settings, Service.</source>
        <translation>{bus}&#xa0;: écoute seule. Pour émettre, autorisez sous Réglages, Service.</translation>
    </message>
    <message>
        <source>The pile gives only {power} of its {pile}: shared with a car, or held back</source>
        <translation>La borne ne donne que {power} sur {pile}&#xa0;: partagée ou bridée</translation>
    </message>
    <message>
        <source>The insulation is not safe. Unplug and use another pile.</source>
        <translation>Isolement insuffisant. Débranchez et changez de borne.</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Fonctionne</translation>
    </message>
    <message>
        <source>Many errors</source>
        <translation>Nombreuses erreurs</translation>
    </message>
    <message>
        <source>Bus off</source>
        <translation>Bus coupé</translation>
    </message>
    <message>
        <source>No acknowledgement</source>
        <translation>Sans acquittement</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Absent</translation>
    </message>
    <message>
        <source>Listening only</source>
        <translation>Écoute seule</translation>
    </message>
    <message>
        <source>{count} s ago</source>
        <translation>il y a {count}&#xa0;s</translation>
    </message>
    <message>
        <source>{count} min ago</source>
        <translation>il y a {count}&#xa0;min</translation>
    </message>
    <message>
        <source>{count} h ago</source>
        <translation>il y a {count}&#xa0;h</translation>
    </message>
    <message>
        <source>Voltage</source>
        <translation>Tension</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>Courant</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>Batterie</translation>
    </message>
    <message>
        <source>Plug</source>
        <translation>Prise</translation>
    </message>
    <message>
        <source>Limited by</source>
        <translation>Limité par</translation>
    </message>
    <message>
        <source>Pile offers · CML</source>
        <translation>Offre borne · CML</translation>
    </message>
    <message>
        <source>Control pilot</source>
        <translation>Pilote CP</translation>
    </message>
    <message>
        <source>Phases</source>
        <translation>Phases</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Verrou</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>verrouillé</translation>
    </message>
    <message>
        <source>open</source>
        <translation>ouvert</translation>
    </message>
    <message>
        <source>locked, no feedback</source>
        <translation>verrouillé, sans retour</translation>
    </message>
    <message>
        <source>Ended by</source>
        <translation>Fin par</translation>
    </message>
    <message>
        <source>Time-out</source>
        <translation>Délai dépassé</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Opérateur</translation>
    </message>
    <message>
        <source>Power not told</source>
        <translation>Puissance non indiquée</translation>
    </message>
    <message>
        <source>DC, power not told</source>
        <translation>DC, puissance non indiquée</translation>
    </message>
    <message>
        <source>AC, power not told</source>
        <translation>AC, puissance non indiquée</translation>
    </message>
    <message>
        <source>Asleep</source>
        <translation>En veille</translation>
    </message>
    <message>
        <source>Handshake · BHM</source>
        <translation>Poignée de main · BHM</translation>
    </message>
    <message>
        <source>Recognition · BRM</source>
        <translation>Identification · BRM</translation>
    </message>
    <message>
        <source>Configuration · BCP</source>
        <translation>Configuration · BCP</translation>
    </message>
    <message>
        <source>Preparing · BRO</source>
        <translation>Préparation · BRO</translation>
    </message>
    <message>
        <source>Ready · BRO AA</source>
        <translation>Prête · BRO AA</translation>
    </message>
    <message>
        <source>Charging · BCL</source>
        <translation>En charge · BCL</translation>
    </message>
    <message>
        <source>Stopping · BST</source>
        <translation>Arrêt · BST</translation>
    </message>
    <message>
        <source>Ended · BSD</source>
        <translation>Terminé · BSD</translation>
    </message>
    <message>
        <source>Error · BEM</source>
        <translation>Erreur · BEM</translation>
    </message>
    <message>
        <source>The car does not take this value.</source>
        <translation>La voiture n’accepte pas cette valeur.</translation>
    </message>
    <message>
        <source>No cable is plugged in.</source>
        <translation>Aucun câble n’est branché.</translation>
    </message>
    <message>
        <source>Nothing is charging.</source>
        <translation>Aucune charge en cours.</translation>
    </message>
    <message>
        <source>Not while charging: stop first.</source>
        <translation>Impossible pendant la charge&#xa0;: arrêtez-la d’abord.</translation>
    </message>
    <message>
        <source>Pull the cable out first.</source>
        <translation>Débranchez d’abord le câble.</translation>
    </message>
    <message>
        <source>Not while driving.</source>
        <translation>Impossible en roulant.</translation>
    </message>
    <message>
        <source>Pull the cable out and plug it in again.</source>
        <translation>Débranchez le câble, puis rebranchez-le.</translation>
    </message>
    <message>
        <source>The car does not answer. Try again, or check its bus.</source>
        <translation>La voiture ne répond pas. Réessayez ou vérifiez son bus.</translation>
    </message>
    <message>
        <source>The car cannot be told: its bus is down, or sending is not armed.</source>
        <translation>Impossible de le dire à la voiture&#xa0;: son bus est coupé ou l’envoi n’est pas autorisé.</translation>
    </message>
    <message>
        <source>This car does not offer that.</source>
        <translation>Cette voiture ne le propose pas.</translation>
    </message>
    <message>
        <source>No service PIN is set. Set one at the terminal: python main.py service-pin</source>
        <translation>Aucun PIN de service. Définissez-le au terminal&#xa0;: python main.py service-pin</translation>
    </message>
    <message>
        <source>Wrong PIN, {count} so far. Wait, then try again.</source>
        <translation>PIN erroné, {count} jusqu’ici. Attendez, puis réessayez.</translation>
    </message>
    <message>
        <source>The service PIN&apos;s file is damaged. Set the PIN anew at the terminal.</source>
        <translation>Le fichier du PIN de service est abîmé. Redéfinissez le PIN au terminal.</translation>
    </message>
    <message>
        <source>The receipts were damaged. They are kept as {file}; new ones start empty.</source>
        <translation>Les reçus étaient endommagés. Ils sont conservés dans {file}&#xa0;; la liste repart à zéro.</translation>
    </message>
    <message>
        <source>The disk cannot be written: this choice holds until you leave. Free some space.</source>
        <translation>Disque non inscriptible&#xa0;: ce choix vaut jusqu’à la fermeture. Libérez de la place.</translation>
    </message>
    <message>
        <source>{count} damaged receipts cannot be shown; the others are complete.</source>
        <translation>{count} reçus endommagés ne peuvent pas être affichés&#xa0;; les autres sont complets.</translation>
    </message>
    <message>
        <source>The map&apos;s network file could not be used. It is kept as {file}; a new one was built.</source>
        <translation>Le fichier du réseau ne pouvait plus servir. Il est conservé sous {file}&#xa0;; un nouveau a été créé.</translation>
    </message>
    <message>
        <source>The disk is full. The map shows what was kept last; charging can be started again when there is space.</source>
        <translation>Le disque est plein. La carte montre ce qui a été gardé en dernier&#xa0;; on pourra de nouveau charger quand il y aura de la place.</translation>
    </message>
    <message>
        <source>The data folder cannot be written. The map shows what was kept last; charging can be started again when it can.</source>
        <translation>Le dossier des données n’est pas inscriptible. La carte montre ce qui a été gardé en dernier&#xa0;; on pourra de nouveau charger quand il le sera.</translation>
    </message>
    <message>
        <source>This station cannot be read from the disk now. Try again in a minute.</source>
        <translation>Cette station ne peut pas être lue sur le disque pour l’instant. Réessayez dans une minute.</translation>
    </message>
    <message>
        <source>1.4 million connectors on one map: a simulated network</source>
        <translation>1,4 million de prises sur une carte&#xa0;: un réseau simulé</translation>
    </message>
    <message>
        <source>A station: what is free, what it costs, how to start</source>
        <translation>Une station&#xa0;: places libres, prix, mode de démarrage</translation>
    </message>
    <message>
        <source>The car drives there</source>
        <translation>La voiture s’y rend</translation>
    </message>
    <message>
        <source>The cable goes in: car and pile begin to talk</source>
        <translation>On branche&#xa0;: voiture et borne se parlent</translation>
    </message>
    <message>
        <source>The pile has read the car&apos;s VIN: the charge starts itself</source>
        <translation>La borne a lu le VIN&#xa0;: la charge démarre seule</translation>
    </message>
    <message>
        <source>Stop ends the charge at the operator</source>
        <translation>Arrêter met fin à la charge chez l’opérateur</translation>
    </message>
    <message>
        <source>The operator&apos;s bill is the receipt</source>
        <translation>La facture de l’opérateur fait office de reçu</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Lieux</translation>
    </message>
    <message>
        <source>Expressways</source>
        <translation>Autoroutes</translation>
    </message>
    <message>
        <source>Service areas</source>
        <translation>Aires de service</translation>
    </message>
    <message>
        <source>Stations</source>
        <translation>Stations</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoris</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Récents</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>Distance</translation>
    </message>
    <message>
        <source>Cheapest nearby</source>
        <translation>Les moins chères à proximité</translation>
    </message>
    <message>
        <source>No longer in the network</source>
        <translation>N&apos;est plus dans le réseau</translation>
    </message>
    <message>
        <source>Nearest stations</source>
        <translation>Stations les plus proches</translation>
    </message>
    <message>
        <source>Fastest nearby</source>
        <translation>Les plus rapides à proximité</translation>
    </message>
    <message>
        <source>Cheapest</source>
        <translation>Prix</translation>
    </message>
    <message>
        <source>Fastest</source>
        <translation>Puissance</translation>
    </message>
    <message>
        <source>1 station</source>
        <translation>1 station</translation>
    </message>
    <message>
        <source>no station</source>
        <translation>aucune station</translation>
    </message>
    <message>
        <source>Show only this operator</source>
        <translation>N&apos;afficher que cet opérateur</translation>
    </message>
    <message>
        <source>{free}/{total} free</source>
        <translation>{free}/{total} libres</translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation>En panne</translation>
    </message>
    <message>
        <source>{total}, free unknown</source>
        <translation>{total}, libres inconnues</translation>
    </message>
    <message>
        <source>{word} · {count} min ago</source>
        <translation>{word} · il y a {count} min</translation>
    </message>
    <message>
        <source>{word} · {count} h ago</source>
        <translation>{word} · il y a {count} h</translation>
    </message>
    <message>
        <source>list price</source>
        <translation>prix affiché</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>sans prix</translation>
    </message>
    <message>
        <source>Below reserve: {soc}</source>
        <translation>Sous la réserve&#xa0;: {soc}</translation>
    </message>
    <message>
        <source>Out of reach</source>
        <translation>Hors de portée</translation>
    </message>
    <message>
        <source>The names are being read. This takes a moment, type on.</source>
        <translation>Lecture des noms en cours. Un instant, continuez à taper.</translation>
    </message>
    <message>
        <source>Nothing is called “{typed}”. Try fewer letters, or first letters: bjnz finds 北京南站.</source>
        <translation>Rien ne s&apos;appelle «&#xa0;{typed}&#xa0;». Tapez moins de lettres, ou des initiales&#xa0;: bjnz trouve 北京南站.</translation>
    </message>
    <message>
        <source>The car&apos;s position is not known, so nothing is near. Type a name.</source>
        <translation>La position de la voiture est inconnue&#xa0;: rien n&apos;est proche. Tapez un nom.</translation>
    </message>
    <message>
        <source>The network holds no station yet. Import or connect one.</source>
        <translation>Le réseau ne contient pas encore de station. Importez-en ou connectez-en un.</translation>
    </message>
    <message>
        <source>The names could not be read: {reason}. What is near can be seen all the same.</source>
        <translation>Les noms n&apos;ont pu être lus&#xa0;: {reason}. Les stations proches restent visibles.</translation>
    </message>
    <message>
        <source>All {count} operators are up to date</source>
        <translation>Les {count} opérateurs sont à jour</translation>
    </message>
    <message>
        <source>Fetching stations: {share}</source>
        <translation>Stations en cours de chargement&#xa0;: {share}</translation>
    </message>
    <message>
        <source>Taking over new stations; the map stays as it is</source>
        <translation>Nouvelles stations en cours d’ajout&#xa0;; la carte reste utilisable</translation>
    </message>
    <message>
        <source>{count} of {all} operators not reached: their last known stations are shown</source>
        <translation>{count} opérateurs sur {all} injoignables&#xa0;: leurs dernières stations connues sont affichées</translation>
    </message>
    <message>
        <source>New stations cannot be kept: the last known ones are shown. Free some space.</source>
        <translation>Impossible d’enregistrer les nouvelles stations&#xa0;: les dernières connues sont affichées. Libérez de l’espace.</translation>
    </message>
    <message>
        <source>Updated {age}</source>
        <translation>Mis à jour {age}</translation>
    </message>
    <message>
        <source>Not fetched yet</source>
        <translation>Pas encore chargé</translation>
    </message>
    <message>
        <source>Fetching page {page} of {pages}</source>
        <translation>Page {page} sur {pages} en cours</translation>
    </message>
    <message>
        <source>Fetching</source>
        <translation>Chargement</translation>
    </message>
    <message>
        <source>Not reached: {reason}</source>
        <translation>Injoignable&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>Not reached for long: {reason}</source>
        <translation>Injoignable depuis longtemps&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>Says no: {reason}</source>
        <translation>Refus&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>Cannot be kept: {reason}</source>
        <translation>Enregistrement impossible&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>{count} stations</source>
        <translation>{count} stations</translation>
    </message>
    <message>
        <source>{count} set aside: {reason}</source>
        <translation>{count} mis de côté&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>next in {count} s</source>
        <translation>prochain dans {count} s</translation>
    </message>
    <message>
        <source>next in {count} min</source>
        <translation>prochain dans {count} min</translation>
    </message>
    <message>
        <source>next in {count} h</source>
        <translation>prochain dans {count} h</translation>
    </message>
    <message>
        <source>free places asked for every {count} min</source>
        <translation>places libres demandées toutes les {count} min</translation>
    </message>
    <message>
        <source>The online map does not answer. You see the built-in map.</source>
        <translation>La carte en ligne ne répond pas. Voici la carte intégrée.</translation>
    </message>
    <message>
        <source>The online map sends no pictures. You see the built-in map.</source>
        <translation>La carte en ligne n’envoie pas d’images. Voici la carte intégrée.</translation>
    </message>
    <message>
        <source>No room to keep the online map. You see the built-in map.</source>
        <translation>Plus de place pour la carte en ligne. Voici la carte intégrée.</translation>
    </message>
    <message>
        <source>The car does not tell where it is</source>
        <translation>La voiture ne dit pas où elle est</translation>
    </message>
    <message>
        <source>The car was here {age}</source>
        <translation>Position de la voiture {age}</translation>
    </message>
    <message>
        <source>{status} · now</source>
        <translation>{status} · à l’instant</translation>
    </message>
    <message>
        <source>{status} · {count} min ago</source>
        <translation>{status} · {count} min</translation>
    </message>
    <message>
        <source>{status} · {count} h ago</source>
        <translation>{status} · {count} h</translation>
    </message>
    <message>
        <source>{status} · {count} d ago</source>
        <translation>{status} · {count} j</translation>
    </message>
    <message>
        <source>Bay blocked</source>
        <translation>Place bloquée</translation>
    </message>
    <message>
        <source>Start here</source>
        <translation>Depuis l’écran</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Code à scanner</translation>
    </message>
    <message>
        <source>Own app</source>
        <translation>Appli dédiée</translation>
    </message>
    <message>
        <source>No way in</source>
        <translation>Sans accès</translation>
    </message>
    <message>
        <source>{way} · also: {others}</source>
        <translation>{way} · aussi&#xa0;: {others}</translation>
    </message>
    <message>
        <source>Asked at {time}</source>
        <translation>Demandé à {time}</translation>
    </message>
    <message>
        <source>As printed, not binding</source>
        <translation>Prix affiché, sans garantie</translation>
    </message>
    <message>
        <source>Per charge</source>
        <translation>Par charge</translation>
    </message>
    <message>
        <source>Parking</source>
        <translation>Stationnement</translation>
    </message>
    <message>
        <source>Idling after the charge</source>
        <translation>Après la charge</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>non indiqué</translation>
    </message>
    <message>
        <source>free</source>
        <translation>gratuit</translation>
    </message>
    <message>
        <source>Cheaper from {time}: {price}</source>
        <translation>Moins cher dès {time}&#xa0;: {price}</translation>
    </message>
    <message>
        <source>Cheapest now, until {time}</source>
        <translation>Au plus bas jusqu’à {time}</translation>
    </message>
    <message>
        <source>The same price all day</source>
        <translation>Même prix toute la journée</translation>
    </message>
    <message>
        <source>Open 24 hours</source>
        <translation>Ouvert 24 h/24</translation>
    </message>
    <message>
        <source>Open now, closes at {time}</source>
        <translation>Ouvert, ferme à {time}</translation>
    </message>
    <message>
        <source>Open now</source>
        <translation>Ouvert</translation>
    </message>
    <message>
        <source>Closed, opens at {time}</source>
        <translation>Fermé, ouvre à {time}</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Fermé</translation>
    </message>
    <message>
        <source>Parking: {fee}</source>
        <translation>Stationnement&#xa0;: {fee}</translation>
    </message>
    <message>
        <source>Floor: {floor}</source>
        <translation>Niveau&#xa0;: {floor}</translation>
    </message>
    <message>
        <source>Hotline {phone}</source>
        <translation>Assistance {phone}</translation>
    </message>
    <message>
        <source>Food</source>
        <translation>Repas</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Magasin</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>Repos</translation>
    </message>
    <message>
        <source>Fuel</source>
        <translation>Carburant</translation>
    </message>
    <message>
        <source>Trains, buses</source>
        <translation>Gare</translation>
    </message>
    <message>
        <source>Leisure</source>
        <translation>Loisirs</translation>
    </message>
    <message>
        <source>Wi-Fi</source>
        <translation>Wi-Fi</translation>
    </message>
    <message>
        <source>Car park</source>
        <translation>Parking</translation>
    </message>
    <message>
        <source>{rate} of {tries} charges at this model worked</source>
        <translation>{rate} de {tries} charges réussies sur ce modèle</translation>
    </message>
    <message>
        <source>{rate} of {tries} simulated charges worked</source>
        <translation>{rate} de {tries} charges simulées réussies</translation>
    </message>
    <message>
        <source>With this car: not measured</source>
        <translation>Avec cette voiture&#xa0;: non mesuré</translation>
    </message>
    <message>
        <source>Outside China: this map has no roads there</source>
        <translation>Hors de Chine&#xa0;: la carte n&apos;y a pas de routes</translation>
    </message>
    <message>
        <source>Simulated picture</source>
        <translation>Image simulée</translation>
    </message>
    <message>
        <source>Ground lock is up</source>
        <translation>L’arceau est levé</translation>
    </message>
    <message>
        <source>Ground lock is down: drive in</source>
        <translation>L’arceau est baissé&#xa0;: garez-vous</translation>
    </message>
    <message>
        <source>Ground lock is up: lower it when you are there</source>
        <translation>Arceau levé&#xa0;: à abaisser sur place</translation>
    </message>
    <message>
        <source>Ground lock is up: lower it in {operator}&apos;s app</source>
        <translation>Arceau levé&#xa0;: à abaisser avec l’appli {operator}</translation>
    </message>
    <message>
        <source>Ground lock is going down…</source>
        <translation>L’arceau s’abaisse…</translation>
    </message>
    <message>
        <source>{operator} leaves it up: {detail}. Take another bay.</source>
        <translation>{operator} le laisse levé&#xa0;: {detail}. Changez de place.</translation>
    </message>
    <message>
        <source>Nobody says that the lock is down. Look at it before you try again.</source>
        <translation>Rien ne confirme qu’il est baissé. Regardez avant de réessayer.</translation>
    </message>
    <message>
        <source>Does not start</source>
        <translation>Ne démarre pas</translation>
    </message>
    <message>
        <source>Plug or cable damaged</source>
        <translation>Prise ou câble abîmé</translation>
    </message>
    <message>
        <source>Screen or code unreadable</source>
        <translation>Écran ou code illisible</translation>
    </message>
    <message>
        <source>Ground lock stuck</source>
        <translation>Arceau bloqué</translation>
    </message>
    <message>
        <source>Not there or closed</source>
        <translation>Absente ou fermée</translation>
    </message>
    <message>
        <source>Thank you. {operator} has your report.</source>
        <translation>Merci. {operator} a reçu votre signalement.</translation>
    </message>
    <message>
        <source>{operator} takes no reports from cars. It is kept here.</source>
        <translation>{operator} n’accepte pas de signalement de la voiture. Gardé ici.</translation>
    </message>
    <message>
        <source>{operator} did not take it: {detail}. It is kept here.</source>
        <translation>{operator} l’a refusé&#xa0;: {detail}. Gardé ici.</translation>
    </message>
    <message>
        <source>{operator} is out of reach. It is kept here.</source>
        <translation>{operator} est injoignable. Gardé ici.</translation>
    </message>
    <message>
        <source>Not sent, and the disk cannot be written: the report is lost.</source>
        <translation>Ni envoyé ni gardé, le disque refuse l’écriture&#xa0;: signalement perdu.</translation>
    </message>
    <message>
        <source>Reported a short while ago. Try again later.</source>
        <translation>Déjà signalé il y a peu. Réessayez plus tard.</translation>
    </message>
    <message>
        <source>Sending the report…</source>
        <translation>Envoi du signalement…</translation>
    </message>
    <message>
        <source>{free} of {total} free there now</source>
        <translation>{free} sur {total} libres en ce moment</translation>
    </message>
    <message>
        <source>All {total} taken now</source>
        <translation>Les {total} sont occupées</translation>
    </message>
    <message>
        <source>Nobody tells what is free there</source>
        <translation>Disponibilité inconnue</translation>
    </message>
    <message>
        <source>{free} free at {name}, {distance} from there</source>
        <translation>{free} libres à {name}, à {distance} de là</translation>
    </message>
    <message>
        <source>Nothing free nearby either</source>
        <translation>Rien de libre à proximité</translation>
    </message>
    <message>
        <source>Ground lock: lower it here when you are there</source>
        <translation>Arceau&#xa0;: à abaisser ici une fois sur place</translation>
    </message>
    <message>
        <source>The disk cannot be written: the star is not kept.</source>
        <translation>Disque non accessible en écriture&#xa0;: favori non gardé.</translation>
    </message>
    <message>
        <source>Out of reach without charging on the way</source>
        <translation>Hors de portée sans recharge en route</translation>
    </message>
    <message>
        <source>Only {soc} on arrival: better charge on the way</source>
        <translation>Seulement {soc} à l’arrivée&#xa0;: mieux vaut recharger en route</translation>
    </message>
    <message>
        <source>Part of the way is a ferry: its time is not counted</source>
        <translation>Une partie du trajet se fait en ferry&#xa0;: sa durée n’est pas comptée</translation>
    </message>
    <message>
        <source>No road leads there: the sea lies between</source>
        <translation>Aucune route n’y mène&#xa0;: la mer est entre les deux</translation>
    </message>
    <message>
        <source>Arrival</source>
        <translation>Arrivée</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Demain</translation>
    </message>
    <message>
        <source>On {day}</source>
        <translation>Le {day}</translation>
    </message>
    <message>
        <source>The cable does not reach the car. Drive there first.</source>
        <translation>Le câble n’atteint pas la voiture. Allez-y d’abord.</translation>
    </message>
    <message>
        <source>The ground lock is up. Lower it first, then drive in.</source>
        <translation>L’arceau est levé. Abaissez-le d’abord, puis garez-vous.</translation>
    </message>
    <message>
        <source>Another car is plugged in there. Choose another connector.</source>
        <translation>Une autre voiture y est branchée. Choisissez une autre prise.</translation>
    </message>
    <message>
        <source>This operator&apos;s piles start with its own app only.</source>
        <translation>Les bornes de cet opérateur ne démarrent qu&apos;avec sa propre appli.</translation>
    </message>
    <message>
        <source>The world has no such connector.</source>
        <translation>Le monde simulé n&apos;a pas cette prise.</translation>
    </message>
    <message>
        <source>The simulated world does not answer.</source>
        <translation>Le monde simulé ne répond pas.</translation>
    </message>
</context>
</TS>
