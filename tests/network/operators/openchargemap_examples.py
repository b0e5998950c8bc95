"""Answers of Open Charge Map, as EVMap's tests have them (github ev-map/EVMap).

Data: Open Charge Map Contributors, CC BY-SA 4.0. Fields that are not read, and what is null, are
left out of VERBOSE; COMPACT has the first place of a list. The whole files are read where
CHARGEDECK_VECTORS names their folder.
"""

_LICENSE = "Licensed under Creative Commons Attribution-ShareAlike 4.0 International (CC BY-SA 4.0)"

VERBOSE = """{
  "DataProvider": {
    "WebsiteURL": "http://openchargemap.org",
    "IsOpenDataLicensed": true,
    "License": "%LICENSE%",
    "ID": 1,
    "Title": "Open Charge Map Contributors"
  },
  "OperatorInfo": {"ID": 121, "Title": "EnerCity"},
  "UsageType": {"ID": 4, "Title": "Public - Membership Required"},
  "StatusType": {"IsOperational": true, "ID": 50, "Title": "Operational"},
  "SubmissionStatus": {"IsLive": true, "ID": 200, "Title": "Submission Published"},
  "ID": 175585,
  "DataProviderID": 1,
  "OperatorID": 121,
  "UsageTypeID": 4,
  "UsageCost": "0,35€/kWh (+2c/min von 8-22Uhr)",
  "AddressInfo": {
    "Title": "Riepestraße",
    "AddressLine1": "1 Riepestraße",
    "Town": "Hanover",
    "CountryID": 87,
    "Latitude": 52.344531610346905,
    "Longitude": 9.761872499910737,
    "DistanceUnit": 0
  },
  "Connections": [
    {
      "ID": 272608,
      "ConnectionTypeID": 25,
      "ConnectionType": {"ID": 25, "Title": "Type 2 (Socket Only)"},
      "StatusTypeID": 50,
      "StatusType": {"ID": 50, "Title": "Operational"},
      "Amps": 32,
      "Voltage": 400,
      "PowerKW": 22,
      "CurrentTypeID": 20,
      "CurrentType": {"ID": 20, "Title": "AC (Three-Phase)"},
      "Quantity": 2
    }
  ],
  "NumberOfPoints": 2,
  "StatusTypeID": 50,
  "DateLastStatusUpdate": "2021-05-30T11:55:00Z",
  "SubmissionStatusTypeID": 200
}""".replace("%LICENSE%", _LICENSE)

COMPACT = """{
  "DataProvider": null,
  "OperatorInfo": null,
  "StatusType": null,
  "ID": 102167,
  "DataProviderID": 1,
  "OperatorID": 45,
  "UsageTypeID": 1,
  "UsageCost": null,
  "AddressInfo": {
    "ID": 102513,
    "Title": "Nordoel Tankstelle",
    "AddressLine1": "Jungfernstieg 13",
    "Town": "Meldorf",
    "CountryID": 87,
    "Latitude": 54.09008953316771,
    "Longitude": 9.06896678095086,
    "ContactTelephone1": null,
    "AccessComments": "24/7 open"
  },
  "Connections": [
    {
      "ID": 144186,
      "ConnectionTypeID": 25,
      "ConnectionType": null,
      "StatusTypeID": 50,
      "Amps": 32,
      "Voltage": 400,
      "PowerKW": 22,
      "CurrentTypeID": 20,
      "Quantity": 2
    }
  ],
  "StatusTypeID": 50,
  "DateLastStatusUpdate": "2018-04-18T06:03:00Z",
  "SubmissionStatusTypeID": 200
}"""

# Shaped as the interface's description has it; the provider is that of VERBOSE.
REFERENCE = """{
  "ConnectionTypes": [{"ID": 1038, "Title": "GB-T AC - GB/T 20234.2 (Socket)"}],
  "DataProviders": [
    {
      "ID": 1,
      "Title": "Open Charge Map Contributors",
      "IsOpenDataLicensed": true,
      "License": "%LICENSE%"
    }
  ],
  "Operators": [{"ID": 45, "Title": "(Business Owner at Location)"}]
}""".replace("%LICENSE%", _LICENSE)
