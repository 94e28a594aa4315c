import { envFile, filledIn, infraYaml } from "./infra-files.ts";

export interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string | number>;
  ports?: string[];
  volumes?: string[];
  networks?: string[];
}
export interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  networks: Record<string, unknown>;
  configs: Record<string, { content: string }>;
}

/** As it stands there. */
export const rawCompose = (): Compose => infraYaml("compose/compose.yaml") as Compose;

/** What an operator has put into .env. */
export const composeSettings = (): Record<string, string> => ({
  ...filledIn(envFile("compose/example.env")),
  API_KEYS: `test:${"s".repeat(32)}`,
});

/** With variables put in, as Compose does it. */
export function readCompose(settings: Record<string, string> = composeSettings()): Compose {
  const replaced = JSON.stringify(rawCompose()).replaceAll(
    /\$\{(\w+)(?::\?|:-([^}]*))?\}/g,
    (_all, name: string, preset?: string) => {
      const found = settings[name] ?? preset;
      if (found === undefined) throw new Error(`${name} is not in example.env`);
      return found;
    },
  );
  return JSON.parse(replaced) as Compose;
}

export const environmentOf = ({ environment = {} }: Service): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, String(value)]));
