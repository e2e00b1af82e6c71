/** As in package.json, which is not there any more once the apps are packed. */
export const APP_VERSION = '0.1.0';
