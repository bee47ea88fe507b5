// Lays out pages in Chromium, offline, and prints what a reader would see as JSON.
//   node measure.mjs CHROMIUM FOLDER [SCREENSHOTS]     FOLDER holds NAME.html; SCREENSHOTS gets NAME-MODE-WIDTH.png
import fs from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

const [program, folder, screenshots] = process.argv.slice(2);
const origin = 'http://edition.invalid/';
const surveyor = fs.readFileSync(new URL('survey.js', import.meta.url), 'utf8');
const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-component-update'] });
const picture = await drawn();
const bench = await browser.newPage();

// The one page that every edition is shown on. It can reach nothing but pictures, and tells what it tried to.
let html = '', hasPictures = true, heard = [];
const page = await browser.newPage();
await page.exposeBinding('canary', (_, song) => { heard.push(`ran: ${song}`); });
await page.route('**/*', route => {
  const request = route.request();
  if (request.url() === origin) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
  if (request.resourceType() !== 'image') heard.push(`asked for: ${request.url()}`);
  return request.resourceType() === 'image' && hasPictures ? route.fulfill({ contentType: 'image/png', body: picture }) : route.abort();
});
page.on('dialog', dialog => { heard.push(`said: ${dialog.message()}`); return dialog.dismiss(); });
page.on('popup', popup => { heard.push(`opened: ${popup.url()}`); return popup.close(); });

const measured = {};
for (const file of fs.readdirSync(folder).filter(name => name.endsWith('.html')).sort()) {
  const name = path.basename(file, '.html');
  html = fs.readFileSync(path.join(folder, file), 'utf8');
  measured[name] = await measure(mode => screenshots && shoot(`${name}-${mode}`));
}
// A page with every fault, so that each check can be seen to find it.
html = fs.readFileSync(new URL('faulty.html', import.meta.url), 'utf8');
measured.faulty = await measure(() => {});
await browser.close();
process.stdout.write(JSON.stringify(measured));

async function measure(keep) {
  const modes = {};
  heard = [];

  await open();
  modes.light = { ...await painted(), widths: await reaches(), axe: await audit() };
  await keep('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  modes.dark = { ...await painted(), axe: await audit('color-contrast') };
  await keep('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.evaluate(() => ['data-ogsc', 'data-ogsb'].forEach(mark => document.documentElement.setAttribute(mark, '')));
  modes.outlook = await page.evaluate(() => survey());
  await page.evaluate(() => document.querySelectorAll('style').forEach(block => block.remove()));
  modes.stripped = { ...await page.evaluate(() => survey()), widths: await reaches() };
  await keep('stripped');
  await page.evaluate(() => document.documentElement.style.setProperty('filter', 'invert(1)'));
  modes.negative = await painted();

  for (const [mode, partly] of [['inverted', false], ['partlyInverted', true]]) {
    await open();
    await page.evaluate(partly => invert(partly), partly);
    modes[mode] = await painted();
  }

  hasPictures = false;
  await open();
  hasPictures = true;
  await page.setViewportSize({ width: 375, height: 900 });
  modes.unpictured = await page.evaluate(() => survey());
  await keep('images-off');

  await page.evaluate(() => provoke());
  // A handler that fetches or opens something has had its turn once the page answers again.
  await page.evaluate(() => new Promise(done => setTimeout(done)));
  modes.light.heard = heard;
  return modes;
}

async function open() {
  await page.setViewportSize({ width: 700, height: 900 });
  await page.goto(origin, { waitUntil: 'load' });
  await page.evaluate(surveyor);
}

/** What is to be seen, and how it was painted. */
async function painted() {
  const seen = await page.evaluate(() => survey());
  const shot = await page.screenshot({ fullPage: true });
  const pixels = await bench.evaluate(pixelContrasts, [shot.toString('base64'), seen.texts.map(text => text.boxes)]);
  seen.texts.forEach((text, index) => { text.pixels = pixels[index]; });
  return seen;
}

/** The contrast between the brightest and the darkest pixel of each text's own lines, in the picture as it was painted. */
async function pixelContrasts([shot, texts]) {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${shot}`)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d', { willReadFrequently: true });
  canvas.drawImage(image, 0, 0);
  const linear = Array.from({ length: 256 }, (_, i) => i / 255 <= 0.04045 ? i / 255 / 12.92 : ((i / 255 + 0.055) / 1.055) ** 2.4);
  return texts.map(boxes => {
    let dark = 1, bright = 0;
    for (const [left, top, width, height] of boxes) {
      const { data } = canvas.getImageData(left, top, Math.max(1, width), Math.max(1, height));
      for (let i = 0; i < data.length; i += 4) {
        const light = 0.2126 * linear[data[i]] + 0.7152 * linear[data[i + 1]] + 0.0722 * linear[data[i + 2]];
        dark = Math.min(dark, light);
        bright = Math.max(bright, light);
      }
    }
    return (bright + 0.05) / (dark + 0.05);
  });
}

async function reaches() {
  const widths = {};
  for (const width of [280, 320, 375, 600, 700]) {
    await page.setViewportSize({ width, height: 900 });
    widths[width] = await page.evaluate(() => reach());
  }
  return widths;
}

/** What axe finds wrong, by one of its rules or by all. */
async function audit(rule) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(rule => globalThis.axe.run({ resultTypes: ['violations'], ...rule && { runOnly: [rule] } }), rule);
  return violations.flatMap(({ id, impact, help, nodes }) => nodes.map(node => ({ rule: id, impact, help, where: node.html.slice(0, 200) })));
}

async function shoot(name) {
  for (const width of [375, 700]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ fullPage: true, path: path.join(screenshots, `${name}-${width}.png`) });
  }
}

async function drawn() {
  const page = await browser.newPage({ viewport: { width: 1200, height: 675 } });
  await page.setContent('<body style="margin:0;background:linear-gradient(135deg,#7d9cb0,#c9b79c 60%,#6b7a5a)">');
  const picture = await page.screenshot();
  await page.close();
  return picture;
}
