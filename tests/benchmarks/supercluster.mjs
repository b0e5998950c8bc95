// Cluster the same stations with npm supercluster, ask it the same views, and print the times as JSON.
// Called by anchor.py with its input and "all" or "filtered", in a folder where supercluster is installed.
import {readFileSync} from 'node:fs';
import Supercluster from 'supercluster';

const {stations, filters, views} = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const features = stations.map(([lon, lat]) => ({
    type: 'Feature', properties: {}, geometry: {type: 'Point', coordinates: [lon, lat]},
}));
const chosen = filters.map((mask) => [...mask].map(Number));

// What the main thread alone has used, in ms: helpers that collect garbage are not charged to it.
function usedMs() {
    try {
        return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[0]) / 1e6;
    } catch {
        const {user, system} = process.cpuUsage();
        return (user + system) / 1e3;
    }
}

function loaded(mask) {
    const index = new Supercluster();
    index.load(mask === null ? features : features.filter((_, row) => mask[row] === 1));
    return index;
}

// Each view once, as one pans. By processor time, to the microsecond.
function ask(index) {
    let marks = 0;
    const ms = views.map(([west, south, east, north, zoom]) => {
        const begun = process.cpuUsage();
        marks += index.getClusters([west, south, east, north], zoom).length;
        const {user, system} = process.cpuUsage(begun);
        return (user + system) / 1e3;
    });
    return {ms, marks: marks / views.length};
}

const middle = views[Math.floor(views.length / 2)];
function toFirstAnswer(mask) {
    let least = Infinity;
    for (let i = 0; i < 3; i++) {
        const begun = usedMs();
        loaded(mask).getClusters(middle.slice(0, 4), middle[4]);
        least = Math.min(least, usedMs() - begun);
    }
    return least;
}

// Before anything else is asked: a program that has just started is not warm.
const index = loaded(process.argv[3] === 'filtered' ? chosen[0] : null);
const answers = ask(index);
process.stdout.write(JSON.stringify({
    views_ms: answers.ms,
    marks: answers.marks,
    warm_ms: ask(index).ms,
    reload_ms: toFirstAnswer(null),
    filters_ms: chosen.map(toFirstAnswer),
}));
