// Runs inside the page: what a reader sees there, as plain numbers and words.
globalThis.survey = () => {
  const rgba = colour => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, under) => ({
    r: top.r * top.a + under.r * (1 - top.a),
    g: top.g * top.a + under.g * (1 - top.a),
    b: top.b * top.a + under.b * (1 - top.a),
    a: 1,
  });
  const hex = colour => '#' + [colour.r, colour.g, colour.b].map(part => Math.round(part).toString(16).padStart(2, '0')).join('');
  const background = element => {
    if (!element) return { r: 255, g: 255, b: 255, a: 1 };
    const own = rgba(getComputedStyle(element).backgroundColor);
    return own.a === 1 ? own : over(own, background(element.parentElement));
  };
  const opacity = element => element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1;
  const words = text => text.replace(/\u200b/g, '').replace(/\s+/g, ' ').trim();
  const isButton = link => !!link && getComputedStyle(link).display === 'block' && link.parentElement.hasAttribute('bgcolor') && !!words(link.innerText);
  const firstStory = document.querySelector('h3');
  const placeOf = element => {
    const heading = element.closest('h1,h2,h3');
    if (heading) return heading === firstStory ? 'lead' : heading.localName;
    if (element.closest('.tag')) return 'tag';
    if (element.closest('.wheat')) return 'footer';
    if (isButton(element.closest('a'))) return 'button';
    return element.closest('[bgcolor]') ? 'masthead' : element.closest('p') ? 'paragraph' : 'line';
  };
  const seen = element => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });

  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement, text = words(node.data);
    if (!text || !seen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(box => box.width > 0 && box.height > 0);
    if (!boxes.length) continue;
    const style = getComputedStyle(element), paper = background(element), ink = rgba(style.color);
    texts.push({
      text, place: placeOf(element), size: parseFloat(style.fontSize), line: parseFloat(style.lineHeight) || 1.2 * parseFloat(style.fontSize), weight: style.fontWeight, family: style.fontFamily,
      colour: hex(over({ ...ink, a: ink.a * opacity(element) }, paper)), background: hex(paper),
      left: Math.min(...boxes.map(box => box.left)), right: Math.max(...boxes.map(box => box.right)),
      boxes: boxes.map(box => [box.left, box.top + scrollY, box.width, box.height]),
    });
  }

  // From top to bottom, everything that leaves ink: lines of text, pictures, rules and the edges of coloured panels.
  const ink = texts.flatMap(text => text.boxes.map(([, top, , height]) => {
    const spare = Math.max(0, text.line - height) / 2;
    return { top: top - spare, bottom: top + height + spare, is: text.text, kind: 'text' };
  }));
  for (const image of document.images) {
    const box = image.getBoundingClientRect();
    if (image.complete && image.naturalWidth > 0) ink.push({ top: box.top + scrollY, bottom: box.bottom + scrollY, is: image.src, kind: 'picture' });
  }
  for (const cell of document.querySelectorAll('td')) {
    const box = cell.getBoundingClientRect(), border = parseFloat(getComputedStyle(cell).borderTopWidth);
    // A collapsed border lies half outside its cell.
    const top = box.top + scrollY - border / 2;
    if (border > 0) ink.push({ top, bottom: top + border, is: cell.className, kind: 'rule' });
    if (cell.hasAttribute('bgcolor')) for (const y of [box.top, box.bottom]) ink.push({ top: y + scrollY, bottom: y + scrollY, is: cell.className || 'panel', kind: 'edge' });
  }
  ink.sort((one, other) => one.top - other.top);
  const blanks = [];
  let last = ink[0];
  for (const next of ink) {
    if (next.top - last.bottom > 24) blanks.push({ height: next.top - last.bottom, after: last.is, before: next.is, kind: next.kind });
    if (next.bottom > last.bottom) last = next;
  }

  let heading = '';
  const links = [], outline = [];
  for (const element of document.querySelectorAll('h1,h2,h3,h4,h5,h6,a,.hairline.grey')) {
    if (!seen(element)) continue;
    const text = words(element.innerText), button = element.localName === 'a' && isButton(element);
    if (/^h\d$/.test(element.localName)) {
      heading = text;
      outline.push({ kind: element.localName, text });
    } else if (button || element.localName !== 'a') {
      outline.push({ kind: 'more', text });
    }
    if (element.localName !== 'a' || element.getAttribute('aria-hidden')) continue;
    const box = element.getBoundingClientRect();
    links.push({ text, under: heading, address: element.getAttribute('href') ?? '', button, height: box.height });
  }

  const all = [...document.querySelectorAll('*')];
  return {
    texts, blanks, links, outline,
    words: words(document.body.innerText),
    addresses: all.flatMap(element => [...element.attributes].filter(a => /^(href|src|action|background|srcset|poster|data|cite|formaction)$/.test(a.name)).map(a => a.value)),
    shapes: [...new Set(all.flatMap(element => [element.localName, ...[...element.attributes].map(a => `${element.localName} ${a.name}`)]))],
    styles: [...new Set(all.map(element => element.getAttribute('style')).filter(Boolean))],
  };
};

globalThis.reach = () => ({
  scroll: document.documentElement.scrollWidth,
  beyond: survey().texts.filter(text => text.left < -0.5 || text.right > innerWidth + 0.5).map(text => text.text.slice(0, 60)),
});

// As mail programs do that make a light mail dark by themselves: all of it, or only what is bright below and dark above.
globalThis.invert = partly => {
  const flipped = (colour, isText) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    const light = (Math.max(r, g, b) + Math.min(r, g, b)) / 2;
    if (partly && (isText ? light > 127 : light < 128)) return colour;
    // The hue stays, and the lightness turns over.
    const move = 255 - 2 * light;
    return `rgba(${r + move},${g + move},${b + move},${a})`;
  };
  const all = [...document.querySelectorAll('html,body,body *')].map(element => [element, getComputedStyle(element)])
    .map(([element, style]) => [element, flipped(style.color, true), flipped(style.backgroundColor, false), flipped(style.borderTopColor, true)]);
  for (const [element, colour, background, border] of all) {
    element.style.setProperty('color', colour, 'important');
    element.style.setProperty('background-color', background, 'important');
    element.style.setProperty('border-top-color', border, 'important');
  }
};

// Touches everything that could have a handler; leaves what only leads away.
globalThis.provoke = () => {
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a');
    if (link && !/^\s*(javascript|data)/i.test(link.getAttribute('href') ?? '')) event.preventDefault();
  }, true);
  for (const element of document.querySelectorAll('*'))
    for (const kind of ['mouseover', 'mouseenter', 'focus', 'load', 'error', 'toggle', 'animationstart', 'click'])
      element.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true }));
};
