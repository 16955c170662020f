import { serve } from './program.ts';

serve('SANDBOX_PORT');
