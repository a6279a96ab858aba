import { lean } from '../lines/lean.ts';
import { resolveOrganization } from '../names/organizations.ts';
import { isBarePost, type Post, readPosts } from '../names/posts.ts';
import { GOVERNMENT } from '../names/split-post.ts';
import type { ActScene, ListState } from './act-scene.ts';

/** 「罢免其代表职务」, 「高峻的代表资格终止」: the body is that of what was told before. */
export function inherit(post: Post, state: ListState, scene: ActScene, printed: string): Post {
  // 李明辞去江南省省长职务，王芳任代理省长: of the government just named, whatever the article is about.
  const level = GOVERNMENT.exec(printed.replace(/^代理?/u, ''))?.groups?.['level'];
  if (level && state.action !== null && state.organization.endsWith(`${level}人民政府`))
    return { ...post, organization: state.organization };
  // 委任王芳为江州电台顾问委员会主席。|委任李明为委员会成员
  const kind = OF_BODY.exec(printed)?.groups?.['kind'];
  if (kind && state.organization.endsWith(kind))
    return { ...post, organization: state.organization };
  // 接受王芳辞去县十七届人大代表职务的请求，其|常委会委员|职务相应终止: of the standing committee of that congress
  if (state.organization.endsWith('人民代表大会') && STANDING.test(post.organization)) {
    const { name, isResolved } = inFull(`${state.organization}常务委员会`, scene);
    return { ...post, organization: name, isResolved };
  }
  const ofGroup =
    ofBodyAbove(post, state, scene, printed) ?? partOfGroup(post, state, scene, printed);
  if (ofGroup) return ofGroup;
  // 第八选区|代表王芳: whose deputy she is, and no body of which she is one
  const isOfDistrict = post.post === '代表' && /(?:选区|选举单位)$/u.test(post.organization);
  if (post.organization !== '' && !isOfDistrict) return post;
  // 免去…委员会副主任职务，撤销其委员资格: of the CPPCC committee itself.
  if (post.post === '委员' && /^中国人民政治协商会议.*委员会.+委员会$/u.test(state.organization))
    return { ...post, organization: state.organization.replace(/(?<=委员会).+委员会$/u, '') };
  if (post.post !== '代表') {
    if (state.organization === '') return post;
    const { name, isResolved } = inFull(state.organization, scene);
    // Of the body that stands above the row it surely is; of the one told before, it may be.
    const isOfGroup = name === inFull(state.body, scene).name;
    return { ...post, organization: name, isResolved: isOfGroup && isResolved };
  }
  const congress =
    state.congress || congressIn(state.organization) || congressIn(scene.issuer ?? '');
  const [whole] = congress === '' ? [] : readPosts(`${congress}代表`, scene);
  return whole ?? { ...post, organization: '' };
}

const inFull = (body: string, { homes, issuerPlace }: ActScene) =>
  resolveOrganization(body, homes, issuerPlace);

/** 县人民医院, alone on its row, and below it 任命王芳为|副院长|: of no other body, whatever has a 院长 too. */
function ofBodyAbove(
  post: Post,
  state: ListState,
  scene: ActScene,
  printed: string,
): Post | undefined {
  // These are of a congress, a government, a court or a procuratorate.
  if (/代表$|审判|陪审|庭长$|检察/u.test(post.post) || GOVERNMENT.test(post.post)) return undefined;
  if (!isOfBodyAbove(state, scene)) return undefined;
  const isBare = printed
    .split(/[、，\s]|兼任?/u)
    .some((part) => part.endsWith(post.post) && isBarePost(part));
  const [whole] = isBare ? readPosts(`${state.body}${post.post}`, scene) : [];
  return whole && { ...whole, isActing: post.isActing };
}

/** Nobody was told in the same sentence to be of another body; of its divisions a house tells as its own. */
const isOfBodyAbove = ({ body, action, organization }: ListState, scene: ActScene): boolean =>
  body !== '' &&
  !body.endsWith('人员') &&
  (action === null ||
    organization === scene.issuer ||
    inFull(organization, scene).name === inFull(body, scene).name);

/** 县公安局, alone on its row, and below it 任命王芳为|刑侦大队大队长|: a part of the body above. */
function partOfGroup(
  post: Post,
  state: ListState,
  scene: ActScene,
  printed: string,
): Post | undefined {
  if (!isOfBodyAbove(state, scene)) return undefined;
  const isTold = (part: string) =>
    part !== '' && printed.split(/[、，\s]|兼任?/u).includes(`${part}${post.post}`);
  const { name, isResolved } = inFull(state.body, scene);
  // 沙坪镇人民政府, and below it 任命王芳为|财政所所长|: of the town, and not of the county that appoints
  const town = TOWN.exec(name)?.groups?.['town'];
  const own = post.organization.replace(scene.issuerPlace ?? '', '');
  if (town && isTold(own)) return { ...post, organization: `${town}${own}`, isResolved };
  const part = PART.exec(post.organization)?.[0] ?? '';
  return isTold(part) && HAS_PARTS.test(state.body)
    ? { ...post, post: `${part}${post.post}`, organization: name, isResolved }
    : undefined;
}

const TOWN = lean(/^(?<town>\p{Script=Han}{2,12}(?:镇|乡|街道|苏木))(?:人民政府|政府|办事处)$/u);
const PART = lean(
  /(?:[^省市县区州旗盟镇乡]{2,10}[科股室处]|[^省市县区州旗盟镇乡]{0,10}(?:政治部|大队|支队|中队|派出所))$/u,
);
const HAS_PARTS = /(?:[局厅部会院]|中心|学校|大[学队]|中学|支队|公司|集团|办公室)$/u;

const STANDING = lean(/^(?:\p{Script=Han}{0,8}[省市县区州旗盟])?常(?:委会|务委员会)$/u);

/** A body by its kind alone: the one just named. */
const OF_BODY = lean(
  /^(?:该|本)?(?<kind>委员会|公司|集团|协会|中心)(?=[主成副委董总经会常秘理监][^会司团心]{0,8}$)/u,
);

/** A standing committee has no deputies: its congress has. Other bodies have none at all. */
function congressIn(organization: string): string {
  return /^(?<congress>.*代表大会)(?:常务委员会)?$/u.exec(organization)?.groups?.['congress'] ?? '';
}
