import type { IsoDate } from '../../domain/index.ts';
import { writeDate } from './calendar.ts';
import type { PeopleTexts } from './people-zh.ts';

const date = (day: IsoDate) => writeDate(day, 'en');

export const peopleEn: PeopleTexts = {
  whoUsage:
    'Please add an office or a body, for example: /who 副县长, or /who 民政局. For one person use /person and the name.',
  whoTitle: (words) => `From the announcements collected here, who holds “${words}”`,
  formerTitle: (words) => `From the announcements collected here, who has left “${words}”`,
  archiveNote: (begins) =>
    begins === null
      ? ''
      : `They begin on ${date(begins)}. A change that was not printed is not among them.`,
  nobodyNow: 'No announcement tells of anybody who holds it now.',
  nobody: (words) =>
    `The announcements collected here do not name “${words}”. A few characters of the office or the body are enough, for example: /who 副县长`,
  seeFormer: 'Who has left',
  seePresent: 'Who holds it now',

  personUsage: 'Please add a name, for example: /person 张峻榕',
  personTitle: (name) => `Announcements about “${name}”`,
  namesakes: (places) =>
    places.length > 0
      ? `They concern bodies of different places (${places.join(', ')}): this may be several people of one name. The full texts tell.`
      : 'Found by the name alone: there may be several people of that name.',
  unknownPerson: (name) =>
    `No announcement about “${name}” was found. Please write the whole name. If you know a part of it, search, for example: /search ${name}`,
};
