import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

/** The explorer as a person uses it. */
export class ExplorerPage {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Opens it, and waits until the schema is read: bundling takes a while for the first visitor. */
  static async open(page: Page, gatewayUrl: string): Promise<ExplorerPage> {
    const schemaRead = page.waitForResponse((response) => response.url().endsWith('/graphql'), {
      timeout: 60_000,
    });
    await page.goto(`${gatewayUrl}/explore`, { timeout: 60_000 });
    await schemaRead;
    const explorer = new ExplorerPage(page);
    await explorer.variables.waitFor();
    return explorer;
  }

  get tabs(): Promise<string[]> {
    return this.#page.getByRole('tab').allInnerTexts();
  }

  /** The editor of variables, once it is drawn. */
  get variables(): Locator {
    return this.#page.locator('.graphiql-editor-tool .view-lines').first();
  }

  get served(): Locator {
    return this.#page.getByRole('region', { name: 'How it was served' });
  }

  /** Runs the operation of a tab; gives what the answer's pane shows when it has the text, and the pane beside it. */
  async run(tab: string, awaited: string): Promise<{ answer: string; served: string }> {
    await this.#page.getByRole('tab', { name: tab }).click();
    const answered = this.#page.waitForResponse((response) => response.url().endsWith('/graphql'));
    await this.#page.getByRole('button', { name: 'Execute query' }).click();
    await answered;
    const answer = this.#page.locator('.graphiql-response .view-lines');
    await answer.getByText(awaited).first().waitFor();
    return { answer: await answer.innerText(), served: await this.served.innerText() };
  }

  /** Puts a document into the first tab in place of what is there. */
  async write(document: string): Promise<void> {
    await this.#page.locator('.graphiql-query-editor .view-lines').click();
    await this.#page.keyboard.press('Control+A');
    await this.#page.keyboard.insertText(document);
  }

  async openPane(name: string): Promise<void> {
    await this.#page.getByRole('button', { name }).click();
  }

  /** Keeps a picture of the page in the folder that SCREENSHOTS names, when it names one. */
  async picture(name: string): Promise<void> {
    const folder = process.env['SCREENSHOTS'];
    if (folder === undefined) return;
    await this.#page.mouse.move(0, 0);
    await this.#page.screenshot({ path: join(folder, `${name}.png`) });
  }
}
