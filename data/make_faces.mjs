// Draw the faces: node make_faces.mjs MODULES OUT
//
// MODULES is a folder `node_modules` with the pinned packages (build.py unpacks them). Writes
// OUT/pixels.bin, 48 x 48 grey bytes a picture (0 black, 255 white), and OUT/table.json, a row a
// picture. Shapes are turned into pixels by WebAssembly and jittered by whole-number arithmetic, so
// every machine gets the same bytes.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, out] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(join(modules, path)));
const { createAvatar } = await load('@dicebear/core/lib/index.js');
const { Resvg, initWasm } = await load('@resvg/resvg-wasm/index.mjs');
await initWasm(readFileSync(join(modules, '@resvg/resvg-wasm/index_bg.wasm')));

const SIDE = 48;

// For each style: which parts make which expression, what an identity may wear, the square of the
// drawing that shows the face (x, y, side in the drawing's units), and how many identities.
// An identity is a seed: it fixes hair, skin, beard, glasses and colours, the same in every
// expression. Masks, sunglasses, eye patches and full beards would hide the expression, so nobody has them.
const STYLES = {
  'open-peeps': {
    identities: 320,
    frame: [165, 95, 510],
    wear: {
      accessories: ['glasses', 'glasses2', 'glasses3', 'glasses4', 'glasses5'],
      accessoriesProbability: 15,
      facialHairProbability: 15,
      maskProbability: 0,
    },
    expressions: {
      angry: ['angryWithFang', 'driven', 'rage', 'veryAngry'].map((face) => ({ face })),
      fear: ['concernedFear', 'fear', 'hectic'].map((face) => ({ face })),
      happy: ['lovingGrin1', 'smile', 'smileBig', 'smileLOL', 'smileTeethGap'].map((face) => ({ face })),
      sad: ['concerned', 'solemn', 'tired'].map((face) => ({ face })),
      surprise: ['awe', 'explaining'].map((face) => ({ face })),
      neutral: ['blank', 'eyesClosed', 'serious', 'suspicious'].map((face) => ({ face })),
    },
  },
  micah: {
    identities: 80,
    frame: [60, 60, 240],
    wear: { earringsProbability: 20, facialHair: ['scruff'], glassesProbability: 15 },
    expressions: {
      angry: [{ mouth: 'frown', eyebrows: 'down', eyes: 'eyes' }],
      fear: [{ mouth: 'nervous', eyebrows: 'up', eyes: 'round' }],
      happy: [
        { mouth: 'laughing', eyebrows: 'up', eyes: 'smiling' },
        { mouth: 'smile', eyebrows: 'up', eyes: 'smiling' },
      ],
      sad: [{ mouth: 'sad', eyebrows: 'up', eyes: 'eyes' }],
      surprise: [{ mouth: 'surprised', eyebrows: 'up', eyes: 'round' }],
      neutral: [{ mouth: 'pucker', eyebrows: 'up', eyes: 'eyes' }],
    },
  },
  dylan: {
    identities: 80,
    frame: [11, 9, 58],
    wear: { facialHairProbability: 15, backgroundColor: ['ffffff'] },
    expressions: {
      angry: [{ mood: 'angry' }],
      happy: [{ mood: 'happy' }, { mood: 'superHappy' }],
      sad: [{ mood: 'sad' }],
      neutral: [{ mood: 'neutral' }],
    },
  },
};

// Integers from -limit to limit, by xorshift (Marsaglia 2003) in 32-bit whole numbers.
function jitterer(seed) {
  let state = seed | 1;
  const next = (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) % (2 * limit + 1)) - limit;
  };
  for (let i = 0; i < 8; i++) next(1); // neighbouring seeds start alike
  return next;
}

// The part of a style that is the person: everything the seed chose but the expression.
function appearance(style, seed, wear, parts) {
  const { svg, extra } = createAvatar(style, { ...wear, seed, ...parts }).toJson();
  const person = Object.entries(extra).filter(([key]) => !(key in parts));
  return { svg, key: JSON.stringify(person) };
}

// A person does not hold the head quite still: turned by up to 2 degrees, moved by up to 1.5 % of
// the frame, 1.5 % nearer or farther. Drawn anew for every picture, so it tells nothing.
function draw(svg, [x, y, side], jitter) {
  const angle = jitter(2);
  const left = x + (side * jitter(15)) / 1000;
  const top = y + (side * jitter(15)) / 1000;
  const size = side * (1 + jitter(15) / 1000);
  const middle = `${x + side / 2} ${y + side / 2}`;
  const [, inside] = svg.match(/^<svg [^>]*>(.*)<\/svg>$/s);
  const framed =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${size} ${size}" fill="none">` +
    `<g transform="rotate(${angle} ${middle})">${inside}</g></svg>`;
  const image = new Resvg(framed, {
    fitTo: { mode: 'width', value: SIDE },
    background: 'white',
  }).render();
  const rgba = image.pixels;
  const grey = Buffer.alloc(SIDE * SIDE);
  for (let i = 0; i < grey.length; i++) {
    // luma of ITU-R BT.601, rounded
    const weighted = 299 * rgba[4 * i] + 587 * rgba[4 * i + 1] + 114 * rgba[4 * i + 2];
    grey[i] = Math.floor((weighted + 500) / 1000);
  }
  image.free();
  return grey;
}

const pictures = [];
const table = [];
const drawn = new Set();
for (const [name, { identities, frame, wear, expressions }] of Object.entries(STYLES)) {
  const style = await load(`@dicebear/${name}/lib/index.js`);
  const people = new Set();
  for (let seed = 0; people.size < identities; seed++) {
    const row = [];
    let person;
    for (const [expression, choices] of Object.entries(expressions)) {
      const choice = choices[(seed + row.length) % choices.length];
      const parts = Object.fromEntries(Object.entries(choice).map(([k, v]) => [k, [v]]));
      const { svg, key } = appearance(style, `${name}-${seed}`, wear, parts);
      if (person !== undefined && person !== key) throw new Error(`${name} ${seed}: two persons`);
      person = key;
      const jitter = jitterer(2654435761 * (table.length + row.length + 1));
      row.push({ style: name, identity: people.size, expression, drawn: Object.values(choice).join(' '), grey: draw(svg, frame, jitter) });
    }
    // Two seeds may choose the same looks. The second is left out: it would be the same person.
    if (people.has(person)) continue;
    people.add(person);
    for (const { grey, ...rest } of row) {
      const key = grey.toString('base64');
      if (drawn.has(key)) continue; // an exact duplicate
      drawn.add(key);
      pictures.push(grey);
      table.push(rest);
    }
  }
}
writeFileSync(join(out, 'pixels.bin'), Buffer.concat(pictures));
writeFileSync(join(out, 'table.json'), JSON.stringify(table));
