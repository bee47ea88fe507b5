// Says which mail programs don't support what in pages, by the data of caniemail.com, as JSON.
//   node clients.mjs FOLDER     FOLDER holds NAME.html
import fs from 'node:fs';
import path from 'node:path';
import { doIUseEmail } from '@jsx-email/doiuse-email';

const clients = [
  'aol.android', 'aol.desktop-webmail', 'aol.ios', 'apple-mail.ios', 'apple-mail.macos', 'fastmail.desktop-webmail', 'gmail.android',
  'gmail.desktop-webmail', 'gmail.ios', 'gmail.mobile-webmail', 'hey.desktop-webmail', 'laposte.desktop-webmail', 'mail-ru.desktop-webmail',
  'orange.android', 'orange.desktop-webmail', 'orange.ios', 'outlook.android', 'outlook.ios', 'outlook.macos', 'outlook.windows',
  'outlook.windows-mail', 'protonmail.android', 'protonmail.desktop-webmail', 'protonmail.ios', 'samsung-email.android', 'sfr.android',
  'sfr.desktop-webmail', 'sfr.ios', 'thunderbird.macos', 'yahoo.android', 'yahoo.desktop-webmail', 'yahoo.ios',
];

const folder = process.argv[2];
const found = [];
for (const file of fs.readdirSync(folder).filter(name => name.endsWith('.html')).sort()) {
  const html = fs.readFileSync(path.join(folder, file), 'utf8');
  for (const client of clients)
    for (const feature of new Set(unsupported(html, client))) found.push({ edition: path.basename(file, '.html'), client, feature });
}
process.stdout.write(JSON.stringify(found));

function unsupported(html, client) {
  try {
    return (doIUseEmail(html, { emailClients: [client] }).errors ?? []).map(error => error.match(/^`(.+)` is not supported by/)[1]);
  } catch (crash) {
    // The library gives up on the whole page at a property that nobody has tried in that program: look at the rest without it.
    const untried = crash.message.match(/^Feature `(.+)` not found on/)?.[1];
    if (!untried || !html.includes(`${untried}:`)) throw crash;
    return [`${untried} (not tried)`, ...unsupported(html.replaceAll(new RegExp(`;?${untried}:[^;"}]*`, 'g'), ''), client)];
  }
}
