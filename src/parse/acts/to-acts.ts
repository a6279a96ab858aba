import type { Act, IsoDate } from '../../domain/index.ts';
import { type Doubt, doubted } from '../confidence.ts';
import { type Flow, spanIn } from '../lines/flow.ts';
import { startsWithSurname } from '../names/names.ts';
import { isPost, type Post } from '../names/posts.ts';
import type { ActScene, Found } from './act-scene.ts';

/** One act for each person and each post. */
export function toActs(found: Found, flow: Flow, date: IsoDate | null, scene: ActScene): Act[] {
  const span = spanIn(flow, found.start, found.end);
  return found.people.flatMap((printed) =>
    found.posts.filter(isHeld).map(({ post, organization, isActing, isResolved }) => {
      const person = printed.replace(/\s/gu, '');
      const reasons = [
        ...scene.doubts.filter((doubt) => !date || doubt !== 'date-unreadable'),
        ...found.doubts,
        ...doubtsOf(person, { organization, isResolved }, date, scene),
        // 副院长、审判委员会委: of several posts the last may be cut short.
        ...(isPost(post) ? [] : ['post-unknown' as const]),
      ];
      return {
        person,
        action:
          isActing && ['appoint', 'elect'].includes(found.action)
            ? ('acting' as const)
            : found.action,
        post,
        organization,
        date,
        span,
        ...doubted(reasons),
      };
    }),
  );
}

// 任命张三为XXX部门负责人: of a form
const BLANK = /[XxＸｘ×*＊_＿]{2}/u;

const isHeld = ({ post, organization }: Post): boolean => !BLANK.test(`${organization}${post}`);

function doubtsOf(
  person: string,
  { organization, isResolved }: Pick<Post, 'organization' | 'isResolved'>,
  date: IsoDate | null,
  scene: ActScene,
): Doubt[] {
  const doubts: Doubt[] = [];
  if (organization === '') doubts.push('no-organization');
  else if (!isResolved || !ENDS_BODY.test(organization)) doubts.push('organization-not-in-full');
  if (!startsWithSurname(person)) doubts.push('surname-unknown');
  if (!date && scene.isDocument) doubts.push('no-date');
  return doubts;
}

/** How the names of bodies end; what ends otherwise (根据) may be a piece of a sentence. */
const ENDS_BODY =
  /[会院局府部司室学厅心署处议社行校国馆队区所园狱关科站段场台邦团组厂矿店港宫网报办军系委库庭县市省州旗盟镇乡村]$/u;
