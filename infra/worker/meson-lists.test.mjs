import { expect, test } from "vitest";
import { mesonList } from "./meson-lists.mjs";

const TEXT = `
cpp_args = [
  host_machine.endian() == 'little' ? '-DMS_LITTLE_ENDIAN' : '-DMS_BIG_ENDIAN',
]
common_sources = [
  'src/lib.cpp', # the 'entry'
  'src/RTC/Router.cpp',
]
if not get_option('ms_use_builtin_bwe')
  common_sources += [
    'src/DepLibWebRTC.cpp',
  ]
endif
executable('worker', sources: common_sources + ['src/main.cpp'])
uncommon_sources = ['src/never.cpp']
`;

test("takes the list and what is appended to it, in order, without comments", () => {
  expect(mesonList(TEXT, "common_sources")).toEqual(["src/lib.cpp", "src/RTC/Router.cpp", "src/DepLibWebRTC.cpp"]);
});

test("does not take a list whose name only ends the same", () => {
  expect(mesonList(TEXT, "uncommon_sources")).toEqual(["src/never.cpp"]);
});

test("a list that is not there is an error, not an empty build", () => {
  expect(() => mesonList(TEXT, "sources_of_a_later_version")).toThrow('no list "sources_of_a_later_version"');
});
