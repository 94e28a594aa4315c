// What building the worker takes, and what the built worker takes to run. Versions are those it was tried with.

/** @type {import('../setup/debian.mjs').Requirement[]} in this order: the later ones are looked for with the earlier */
export const BUILD_REQUIREMENTS = [
  { package: "g++", program: "c++" },
  { package: "pkg-config", program: "pkg-config" },
  { package: "cmake", program: "cmake" },
  { package: "ninja-build", program: "ninja" },
  { package: "patch", program: "patch" },
  { package: "flatbuffers-compiler", program: "flatc" },
  { package: "libflatbuffers-dev", header: "flatbuffers/flatbuffers.h" },
  { package: "libabsl-dev", pkgConfig: "absl_flat_hash_map" },
  { package: "libssl-dev", pkgConfig: "openssl >= 3.0" },
  { package: "libsrtp2-dev", pkgConfig: "libsrtp2 >= 2.5" },
  { package: "libuv1-dev", pkgConfig: "libuv >= 1.44" },
];

/** Debian packages of the shared libraries that a worker built here loads. */
export const RUNTIME_PACKAGES = ["libssl3", "libsrtp2-1", "libuv1"];
