// Walks through the questionnaire in Chromium 69 (2018), the oldest engine that npm still holds.
// usage: node oldest.mjs ADDRESS FOLDER: prints what is wrong, and keeps pictures in FOLDER.
import {spawn} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {brotliDecompressSync} from 'node:zlib';
import WebSocket from 'ws';

const [address, folder] = process.argv.slice(2);
const modules = join(dirname(fileURLToPath(import.meta.url)), 'node_modules');
const packed = join(modules, 'chrome-aws-lambda', 'bin', 'chromium-69.0.3494.0.br');
const binary = join(modules, '.cache', 'chromium-69');
const WIDTH = 360, HEIGHT = 640;

function unpack() {
  if (existsSync(binary)) return;
  mkdirSync(dirname(binary), {recursive: true});
  writeFileSync(binary, brotliDecompressSync(readFileSync(packed)));
  chmodSync(binary, 0o755);
}

async function launched() {
  const browser = spawn(binary, ['--no-sandbox', '--headless', '--disable-gpu', '--no-zygote',
    '--single-process', '--remote-debugging-port=0', `--window-size=${WIDTH},${HEIGHT}`,
    '--hide-scrollbars', `--user-data-dir=${mkdtempSync(join(tmpdir(), 'oldest-'))}`,
    'about:blank'], {stdio: ['ignore', 'ignore', 'pipe']});
  const port = await new Promise((resolve, reject) => {
    let said = '';
    browser.stderr.on('data', data => {
      said += data;
      const found = said.match(/ws:\/\/127\.0\.0\.1:(\d+)/);
      if (found) resolve(found[1]);
    });
    browser.on('exit', () => reject(new Error(`Chromium 69 did not start:\n${said}`)));
  });
  return [browser, port];
}

async function connected(port) {
  const pages = await (await fetch(`http://127.0.0.1:${port}/json`)).json();
  const socket = new WebSocket(pages.find(each => each.type === 'page').webSocketDebuggerUrl);
  await new Promise(resolve => socket.once('open', resolve));
  const waiting = new Map(), heard = [];
  let count = 0;
  socket.on('message', data => {
    const message = JSON.parse(data);
    if (message.id) {
      waiting.get(message.id)(message);
      return;
    }
    for (const each of heard) each(message);
  });
  const send = (method, params = {}) => new Promise((resolve, reject) => {
    waiting.set(++count, message => message.error
      ? reject(new Error(`${method}: ${message.error.message}`)) : resolve(message.result));
    socket.send(JSON.stringify({id: count, method, params}));
  });
  return {send, listen: hear => heard.push(hear), close: () => socket.close()};
}

const problems = [];
unpack();
const [browser, port] = await launched();
const page = await connected(port);
page.listen(message => {
  if (message.method === 'Runtime.exceptionThrown')
    problems.push(`script: ${message.params.exceptionDetails.text}`);
});
const loaded = go => new Promise((resolve, reject) => {
  page.listen(message => message.method === 'Page.loadEventFired' && resolve());
  go().catch(reject);
});
const ask = async what => (await page.send('Runtime.evaluate', {expression: what,
  returnByValue: true})).result.value;
const open = path => loaded(() => page.send('Page.navigate', {url: address + path}));
const press = target => loaded(() => ask(`document.querySelector(${JSON.stringify(target)}).click()`));

async function look(name) {
  const width = await ask('document.documentElement.scrollWidth');
  if (width > WIDTH) problems.push(`${name}: ${width} px wide`);
  const {data} = await page.send('Page.captureScreenshot');
  writeFileSync(join(folder, `${name}.png`), Buffer.from(data, 'base64'));
}

await page.send('Page.enable');
await page.send('Runtime.enable');
await page.send('Emulation.setDeviceMetricsOverride', {width: WIDTH, height: HEIGHT,
  deviceScaleFactor: 2, mobile: true});
for (const code of ['de', 'ar']) {
  await page.send('Network.clearBrowserCookies'); // or the second language would find all answered
  await open(`/${code}/`);
  await look(`${code}-start`);
  await open(`/${code}/frage/who`);
  let step = 0;
  while (await ask('!!document.querySelector("fieldset")') && step++ < 9) {
    await ask('document.querySelectorAll("fieldset").forEach(each => '
      + '[...each.querySelectorAll("input")].pop().click())');
    await look(`${code}-question-${step}`);
    await press('main form[novalidate] .btn');
  }
  await press('main .btn');
  if (!await ask('!!document.querySelector("ol.line h3")')) problems.push(`${code}: no way shown`);
  await look(`${code}-way`);
  await open(`/${code}/stellen`);
  await look(`${code}-directory`);
}
const {product} = await page.send('Browser.getVersion');
page.close();
browser.kill();
console.log(`${product}: ${problems.length ? problems.join('\n') : 'the whole way walked'}`);
process.exit(problems.length ? 1 : 0);
