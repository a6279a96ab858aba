import { lean } from '../lines/lean.ts';
import { readNames, startsWithSurname } from '../names/names.ts';
import { LABELLED } from '../names/post-words.ts';
import { readPosts } from '../names/posts.ts';
import type { ActScene, Found, ListState } from './act-scene.ts';
import { headingIn } from './wordings.ts';

// 任命了|法制工作委员会|组成人员。他们是：|主任王芳，副主任李明、赵强，委员…
const LIST = lean(
  /(?<verb>任命|选举产生|选举|通过)了?(?<body>[^，。；：]{2,40}?)(?:组成人员|领导班子|成员|领导人员)[^。；]{0,40}[。，；](?:他们|名单|分别)[^，。：]{0,6}[是为下]：?(?<list>[^。；]{4,2000})/u,
);

// 通过|县八届人大常委会代表资格审查委员会|副主任委员、委员名单：|副主任委员王芳，委员…
const NAMED = lean(
  /(?<verb>通过|任命|选举)了?(?<body>[^，。；：]{2,40}?(?:委员会|小组|主席团))[\p{Script=Han}、]{0,30}名单：(?<list>[^。；]{4,2000})/u,
);

/** A list told in a sentence, each office before those who hold it. */
export function readInlineList(text: string, _state: ListState, scene: ActScene): Found[] {
  const match = /他们是|名单如下|分别[是为]/u.test(text)
    ? LIST.exec(text)
    : text.includes('名单：')
      ? NAMED.exec(text)
      : null;
  const { verb = '', body = '', list = '' } = match?.groups ?? {};
  if (!match) return [];
  const action = headingIn(verb) ?? 'appoint';
  return list.split('，').flatMap((part) => {
    const { office, names } = LABELLED.exec(part)?.groups ?? {};
    const people = names ? readNames(names) : undefined;
    if (!office || !people?.some(startsWithSurname)) return [];
    const posts = readPosts(
      `${body.replace(/^第[一二三四五六七八九十]{1,3}任/u, '')}${office}`,
      scene,
    );
    return [
      {
        people,
        action,
        posts,
        start: match.index,
        end: match.index + match[0].length,
        told: match.index,
        doubts: ['open-wording' as const, ...(scene.isDocument ? [] : ['told-in-report' as const])],
      },
    ];
  });
}
