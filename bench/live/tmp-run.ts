import {benchFanOut} from './tmp-order.ts'; await benchFanOut();
