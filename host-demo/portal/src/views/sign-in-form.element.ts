import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { toFailure } from '../../../../widgets/kit/failure.ts';
import { circleAlertIcon } from '../../../../widgets/kit/icons.ts';
import type { Words } from '../portal.messages.ts';
import type { Portal } from '../portal.ts';
import { isExpected, type SignInProblem, signInProblem } from './sign-in-problem.ts';

/** Email and password, as browsers and password managers know them. The password is never kept. */
export class SignInForm extends LitElement {
  static override properties = {
    portal: { attribute: false },
    words: { attribute: false },
    email: { attribute: false },
    busy: { state: true },
    shown: { state: true },
    problem: { state: true },
    missing: { state: true },
    waitSeconds: { state: true },
  };

  declare portal: Portal;
  /** What `portal.t` was when this was drawn: a language's words arrive after the choice of it. */
  declare words: Words;
  /** Set when somebody signs in again: the form then asks for the password alone. */
  declare email: string | undefined;
  declare busy: boolean;
  declare shown: boolean;
  declare problem: SignInProblem | null;
  declare missing: ReadonlySet<'email' | 'password'>;
  declare waitSeconds: number;

  private timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.busy = false;
    this.shown = false;
    this.problem = null;
    this.missing = new Set();
    this.waitSeconds = 0;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { t } = this.portal;
    return html`<form novalidate @submit=${(event: SubmitEvent) => void this.submit(event)}>
      ${this.problemBox()}
      <div class="field">
        <label for="email">${t.email}</label>
        <input
          id="email" name="email" type="email" autocomplete="username" inputmode="email" maxlength="254"
          autocapitalize="none" spellcheck="false" dir="ltr"
          .value=${this.email ?? ''} ?readonly=${this.email !== undefined}
          aria-invalid=${this.missing.has('email')} aria-describedby="email-problem"
        />
        <p class="field-problem" id="email-problem">${this.missing.has('email') ? t.emailMissing : nothing}</p>
      </div>
      <div class="field">
        <label for="password">${t.password}</label>
        <div class="with-action">
          <input
            id="password" name="password" type=${this.shown ? 'text' : 'password'} autocomplete="current-password"
            maxlength="1000" autocapitalize="none" spellcheck="false" dir="ltr"
            aria-invalid=${this.missing.has('password')} aria-describedby="password-problem"
          />
          <button type="button" class="inline-action" aria-controls="password" aria-pressed=${this.shown}
            aria-label=${t.showPassword} title=${this.shown ? t.hidePassword : t.showPassword}
            @click=${() => {
              this.shown = !this.shown;
            }}
          >${eyeIcon(this.shown)}</button>
        </div>
        <p class="field-problem" id="password-problem">${this.missing.has('password') ? t.passwordMissing : nothing}</p>
      </div>
      <button class="button primary wide" aria-disabled=${this.busy || this.waitSeconds > 0} aria-busy=${this.busy}>
        ${this.busy ? t.signingIn : t.signIn}
      </button>
    </form>`;
  }

  private problemBox(): TemplateResult {
    const { t } = this.portal;
    const { problem } = this;
    const text = problem && signInProblem(problem, t, this.waitSeconds);
    return html`<div role="alert">
      ${
        text
          ? html`<div class="notice critical">${circleAlertIcon()}<div><p>${text}</p>
            ${problem?.requestId && !isExpected(problem) ? html`<p class="small-print">${t.requestId(problem.requestId)}</p>` : nothing}</div></div>`
          : nothing
      }
    </div>`;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy || this.waitSeconds > 0 || !(event.target instanceof HTMLFormElement)) return;
    const form = event.target;
    const data = new FormData(form);
    const email = String(data.get('email') ?? '').trim();
    const password = String(data.get('password') ?? '');
    this.missing = new Set([
      ...(email ? [] : ['email' as const]),
      ...(password ? [] : ['password' as const]),
    ]);
    if (this.missing.size > 0) {
      form.querySelector<HTMLElement>(email ? '#password' : '#email')?.focus();
      return;
    }
    this.busy = true;
    this.problem = null;
    try {
      const before = this.portal.session.me?.user.id;
      await this.portal.session.signIn(email, password);
      // Somebody else must not find what the one before them left on the screen.
      if (before && before !== this.portal.session.me?.user.id) location.assign('/');
    } catch (error) {
      this.failed(error, form);
    } finally {
      this.busy = false;
      this.shown = false;
    }
  }

  private failed(error: unknown, form: HTMLFormElement): void {
    const failure = toFailure(error);
    const retryAfterMs =
      error instanceof Error && 'retryAfterMs' in error && typeof error.retryAfterMs === 'number'
        ? error.retryAfterMs
        : 0;
    this.problem = { code: failure.code, requestId: failure.requestId };
    if (failure.code === 'too_many_requests') this.wait(Math.ceil(retryAfterMs / 1000) || 60);
    const password = form.querySelector<HTMLInputElement>('#password');
    if (failure.code === 'invalid_credentials' && password) {
      password.value = '';
      password.focus();
    }
  }

  private wait(seconds: number): void {
    this.waitSeconds = seconds;
    clearInterval(this.timer);
    this.timer = setInterval(() => {
      this.waitSeconds = Math.max(0, this.waitSeconds - 1);
      if (this.waitSeconds > 0) return;
      clearInterval(this.timer);
      this.problem = null;
    }, 1000);
  }
}

function eyeIcon(open: boolean): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
    <path d="M2.1 12.3a1 1 0 0 1 0-.7 10.8 10.8 0 0 1 19.8 0 1 1 0 0 1 0 .7 10.8 10.8 0 0 1-19.8 0" /><circle cx="12" cy="12" r="3" />
    ${open ? html`<svg viewBox="0 0 24 24"><path d="m3 3 18 18" /></svg>` : nothing}
  </svg>`;
}

customElements.define('sign-in-form', SignInForm);
