import { exposeBridge } from '#shared/shell/expose-bridge.ts';

exposeBridge();
