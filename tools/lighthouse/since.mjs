// Prints since which version Chrome and Safari know each feature of CSS, by MDN's data.
import {createRequire} from 'node:module';

const {css} = createRequire(import.meta.url)('@mdn/browser-compat-data');
const since = (node, browser) => {
  const plain = [node.__compat.support[browser]].flat().find(each => each.version_added
    && each.version_added !== 'preview' && !each.prefix && !each.flags
    && !each.partial_implementation && !each.alternative_name);
  return plain ? String(plain.version_added).replace('≤', '') : null;
};
const lines = [];
const add = (kind, nodes) => Object.entries(nodes).forEach(([name, node]) => {
  if (node && node.__compat)
    lines.push(`"${kind} ${name}": ${JSON.stringify([since(node, 'chrome'), since(node, 'safari')])}`);
});
add('property', css.properties);
add('selector', css.selectors);
add('rule', css['at-rules']);
add('media', css['at-rules'].media);
for (const side of ['min', 'max'])
  for (const way of ['width', 'height'])
    add('media', {[`${side}-${way}`]: css['at-rules'].media[way]});
add('function', css.types);
for (const group of Object.values(css.types)) add('function', group);
add('function', {var: css.types.var || css.properties['custom-property']?.var});
for (const name of ['display', 'overflow-wrap', 'text-align', 'position', 'gap'])
  add(`value ${name}`, css.properties[name]);
console.log(`{\n${[...new Set(lines)].join(',\n')}\n}`);
