// The chat on a careers page: <script src="https://BOT/widget.js" data-site="KEY" async></script>
//
// A custom element in a shadow root. It draws answers from their parts, as text: nothing that the server says is HTML.
// Attributes of <rolecall-chat> (or data-… of the script): site, posting (id, title or address; else the page's own),
// lang, position ("left"), open. Theme: --rolecall-accent, --rolecall-on-accent, --rolecall-font, --rolecall-radius.
(() => {
  "use strict";
  const script = document.currentScript;
  const BASE = new URL(".", script ? script.src : location.href).href.replace(/\/$/, "");
  const DAY = 86_400_000;
  const LONGEST = 1000;

  const TEXTS = {
    en: {
      open: "Ask about this job", title: "Questions about the job", close: "Close",
      hello: "I am a bot. I answer from the job posting and quote the words I rely on.",
      field: "Your question", send: "Send", stop: "Stop", retry: "Try again", you: "You", bot: "Bot",
      reading: "Reading…", stopped: "Stopped.", person: "Talk to a person", contact: "For a person, ask {contact}.",
      forget: "Forget this chat", forgotten: "This chat is forgotten.", source: "See it on the page",
      up: "This helped", down: "This did not help", thanks: "Thank you.", why: "What was wrong?", tell: "Tell us",
      offline: "You seem to be offline. Your question is still here.", failed: "That did not work.", quote: "Passage",
    },
    de: {
      open: "Fragen zur Stelle", title: "Fragen zur Stelle", close: "Schließen",
      hello: "Ich bin ein Bot. Ich antworte aus der Stellenanzeige und zitiere die Stellen.",
      field: "Ihre Frage", send: "Senden", stop: "Anhalten", retry: "Noch einmal", you: "Sie", bot: "Bot",
      reading: "Ich lese…", stopped: "Angehalten.", person: "Mit einem Menschen sprechen", contact: "Für einen Menschen fragen Sie {contact}.",
      forget: "Diesen Chat vergessen", forgotten: "Dieser Chat ist vergessen.", source: "Auf der Seite ansehen",
      up: "Das hat geholfen", down: "Das hat nicht geholfen", thanks: "Danke.", why: "Was war falsch?", tell: "Mitteilen",
      offline: "Sie scheinen offline zu sein. Ihre Frage ist noch da.", failed: "Das hat nicht geklappt.", quote: "Textstelle",
    },
    fr: {
      open: "Questions sur le poste", title: "Questions sur le poste", close: "Fermer",
      hello: "Je suis un robot. Je réponds d’après l’annonce et je cite ses mots.",
      field: "Votre question", send: "Envoyer", stop: "Arrêter", retry: "Réessayer", you: "Vous", bot: "Robot",
      reading: "Je lis…", stopped: "Arrêté.", person: "Parler à une personne", contact: "Pour parler à une personne : {contact}.",
      forget: "Oublier cette discussion", forgotten: "Cette discussion est oubliée.", source: "Voir sur la page",
      up: "Cela m’a aidé", down: "Cela ne m’a pas aidé", thanks: "Merci.", why: "Qu’est-ce qui n’allait pas ?", tell: "Envoyer",
      offline: "Vous semblez hors ligne. Votre question est toujours là.", failed: "Cela n’a pas marché.", quote: "Passage",
    },
    es: {
      open: "Preguntas sobre el puesto", title: "Preguntas sobre el puesto", close: "Cerrar",
      hello: "Soy un bot. Respondo con el anuncio y cito sus palabras.",
      field: "Su pregunta", send: "Enviar", stop: "Parar", retry: "Reintentar", you: "Usted", bot: "Bot",
      reading: "Leyendo…", stopped: "Parado.", person: "Hablar con una persona", contact: "Para hablar con una persona: {contact}.",
      forget: "Olvidar este chat", forgotten: "Este chat está olvidado.", source: "Ver en la página",
      up: "Me ha servido", down: "No me ha servido", thanks: "Gracias.", why: "¿Qué estaba mal?", tell: "Enviar",
      offline: "Parece que no hay conexión. Su pregunta sigue aquí.", failed: "No ha funcionado.", quote: "Pasaje",
    },
    nl: {
      open: "Vragen over de baan", title: "Vragen over de baan", close: "Sluiten",
      hello: "Ik ben een bot. Ik antwoord uit de vacature en citeer de woorden.",
      field: "Uw vraag", send: "Versturen", stop: "Stoppen", retry: "Opnieuw", you: "U", bot: "Bot",
      reading: "Ik lees…", stopped: "Gestopt.", person: "Met een mens praten", contact: "Voor een mens: {contact}.",
      forget: "Deze chat vergeten", forgotten: "Deze chat is vergeten.", source: "Op de pagina bekijken",
      up: "Dit hielp", down: "Dit hielp niet", thanks: "Bedankt.", why: "Wat klopte er niet?", tell: "Versturen",
      offline: "U lijkt offline te zijn. Uw vraag staat er nog.", failed: "Dat lukte niet.", quote: "Passage",
    },
    pl: {
      open: "Pytania o pracę", title: "Pytania o pracę", close: "Zamknij",
      hello: "Jestem botem. Odpowiadam na podstawie ogłoszenia i cytuję jego słowa.",
      field: "Twoje pytanie", send: "Wyślij", stop: "Zatrzymaj", retry: "Spróbuj ponownie", you: "Ty", bot: "Bot",
      reading: "Czytam…", stopped: "Zatrzymano.", person: "Porozmawiaj z człowiekiem", contact: "Aby porozmawiać z człowiekiem: {contact}.",
      forget: "Zapomnij tę rozmowę", forgotten: "Rozmowa została zapomniana.", source: "Zobacz na stronie",
      up: "To pomogło", down: "To nie pomogło", thanks: "Dziękujemy.", why: "Co było nie tak?", tell: "Wyślij",
      offline: "Wygląda na brak połączenia. Twoje pytanie nadal tu jest.", failed: "To się nie udało.", quote: "Fragment",
    },
    ar: {
      open: "اسأل عن هذه الوظيفة", title: "أسئلة عن الوظيفة", close: "إغلاق",
      hello: "أنا روبوت. أجيب من إعلان الوظيفة وأقتبس كلماته.",
      field: "سؤالك", send: "إرسال", stop: "إيقاف", retry: "حاول مرة أخرى", you: "أنت", bot: "الروبوت",
      reading: "أقرأ…", stopped: "توقف.", person: "التحدث مع شخص", contact: "للتحدث مع شخص: {contact}.",
      forget: "انسَ هذه المحادثة", forgotten: "نُسيت هذه المحادثة.", source: "عرض في الصفحة",
      up: "كان هذا مفيدًا", down: "لم يكن هذا مفيدًا", thanks: "شكرًا.", why: "ما الخطأ؟", tell: "إرسال",
      offline: "يبدو أنك غير متصل. سؤالك ما زال هنا.", failed: "لم ينجح ذلك.", quote: "مقطع",
    },
  };

  const STYLE = `
    :host { all: initial; --a: var(--rolecall-accent, #1f4fd8); --on: var(--rolecall-on-accent, #fff);
      --r: var(--rolecall-radius, 14px); font: 16px/1.5 var(--rolecall-font, system-ui, sans-serif); color: #1b1f27 }
    :host([hidden]) { display: none }
    * { box-sizing: border-box; font: inherit }
    .launch, .panel { position: fixed; inset-block-end: 20px; inset-inline-end: 20px; z-index: 2147483000 }
    :host([position=left]) :is(.launch, .panel) { inset-inline: 20px auto }
    button { cursor: pointer; border: 0; background: none; color: inherit; padding: .35em .6em; border-radius: 8px }
    button:focus-visible, textarea:focus-visible, a:focus-visible { outline: 3px solid var(--a); outline-offset: 2px }
    .launch, .send { background: var(--a); color: var(--on); font-weight: 600 }
    .launch { padding: .8em 1.2em; border-radius: 999px; box-shadow: 0 4px 18px #0003 }
    .launch:focus-visible { outline-color: #1b1f27 }
    .panel { display: flex; flex-direction: column; inline-size: min(400px, calc(100vw - 40px)); max-block-size: min(640px, calc(100vh - 40px));
      block-size: 640px; background: #fff; border: 1px solid #d5d9e2; border-radius: var(--r); box-shadow: 0 12px 40px #0003; overflow: hidden }
    .panel[hidden], .launch[hidden] { display: none }
    .head { display: flex; align-items: center; gap: .5em; padding: .6em .6em .6em 1em; border-block-end: 1px solid #e4e7ee }
    h2 { flex: 1; margin: 0; font-weight: 650; font-size: 1em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
    .log { flex: 1; overflow-y: auto; padding: 1em; overflow-wrap: anywhere }
    .log > * { margin: 0 0 .9em }
    .hello, .note { color: #4b5362; font-size: .9em }
    .asked { inline-size: fit-content; max-inline-size: 85%; margin-inline-start: auto; padding: .5em .9em; background: #eef1f8; border-radius: var(--r); white-space: pre-wrap }
    .said p, .said li { margin: 0 0 .45em } .said ul { margin: 0 0 .45em; padding-inline-start: 1.2em }
    .said.unsure { border-inline-start: 3px solid #d9a400; padding-inline-start: .8em }
    .said b { font-weight: 600 }
    .mark { font-size: .78em; color: var(--a); padding: 0 .35em; min-inline-size: 24px; min-block-size: 24px; vertical-align: .1em }
    .mark[aria-expanded=true] { background: #eef1f8 }
    blockquote { margin: 0 0 .6em; padding: .5em .8em; background: #f6f7fa; border-inline-start: 3px solid var(--a); border-radius: 0 8px 8px 0; font-size: .92em; white-space: pre-wrap }
    :host([dir=rtl]) blockquote { border-radius: 8px 0 0 8px }
    blockquote b { display: block; font-weight: 600; font-size: .88em; color: #4b5362 } blockquote a { color: var(--a); display: inline-block; margin-block-start: .3em }
    .row { display: flex; flex-wrap: wrap; gap: .3em } .row button { font-size: .88em; border: 1px solid #c3c9d6; color: #26304a; min-block-size: 32px; text-align: start }
    .row button:hover { background: #f2f4f9 } .row button[aria-pressed=true] { background: #e6ebf7; border-color: var(--a) }
    form { display: flex; gap: .5em; padding: .7em; border-block-start: 1px solid #e4e7ee; align-items: end }
    textarea { flex: 1; resize: none; border: 1px solid #7b8496; border-radius: 10px; padding: .5em .7em; max-block-size: 7em; background: #fff; color: inherit }
    .send { padding: .55em .9em; border-radius: 10px } .foot { display: flex; justify-content: space-between; padding: 0 .5em .5em; font-size: .82em; color: #4b5362 }
    .foot button { min-block-size: 24px } .hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%) }
    @media (max-width: 480px) { .panel { inset: 0; inline-size: 100vw; block-size: 100dvh; max-block-size: none; border: 0; border-radius: 0 } :host([position=left]) .panel { inset: 0 } }
    @media (prefers-reduced-motion: no-preference) { .busy::after { content: ""; display: inline-block; inline-size: .6em; block-size: .6em; margin-inline-start: .5em; border-radius: 50%; background: var(--a); animation: beat 1s ease-in-out infinite } @keyframes beat { 50% { opacity: .2 } } }
  `;

  // An element with attributes and children; children that are strings become text.
  const el = (name, attributes = {}, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (value !== false && value != null) node.setAttribute(key, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child != null));
    return node;
  };

  // The link to the quote on its live page; null where the address is no web page's.
  const linkTo = (url, quote) => {
    if (!/^https?:\/\//i.test(url || "")) return null;
    const words = quote.trim().split(/\s+/);
    const part = (some) => encodeURIComponent(some.join(" ")).replace(/-/g, "%2D");
    const text = words.length > 12 ? `${part(words.slice(0, 5))},${part(words.slice(-5))}` : part(words);
    const own = document.querySelector("link[rel=canonical]")?.href === url; // this very page, wherever it is served
    return `${(own ? location.href : url).split("#")[0]}#:~:text=${text}`;
  };

  class RolecallChat extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      const language = (this.getAttribute("lang") || document.documentElement.lang || navigator.language || "en").slice(0, 2).toLowerCase();
      this.texts = TEXTS[language] || TEXTS.en;
      this.setAttribute("dir", language === "ar" ? "rtl" : getComputedStyle(document.documentElement).direction);
      this.lang = TEXTS[language] ? language : "en";
      this.site = this.getAttribute("site");
      this.posting = this.getAttribute("posting") || ownPosting();
      this.contact = "";
      this.load();
      this.draw();
      if (this.hasAttribute("open") || this.state.open) this.show(false);
    }

    t(key) { return this.texts[key].replace("{contact}", this.contact); }

    draw() {
      const t = (key) => this.t(key);
      this.log = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions", tabindex: "0", "aria-label": t("title") });
      this.field = el("textarea", {
        rows: 1, maxlength: LONGEST, "aria-label": t("field"), placeholder: t("field"),
        onkeydown: (event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); if (!this.running) this.submit(); } },
      });
      this.send = el("button", { class: "send", type: "submit" }, t("send"));
      this.launch = el("button", { class: "launch", type: "button", "aria-haspopup": "dialog", "aria-expanded": "false", onclick: () => this.show(true) }, t("open"));
      this.panel = el("section", { class: "panel", role: "dialog", "aria-label": t("title"), hidden: true, onkeydown: (event) => { if (event.key === "Escape") this.hide(); } },
        el("div", { class: "head" }, el("h2", {}, t("title")), el("button", { type: "button", "aria-label": t("close"), onclick: () => this.hide() }, "✕")),
        this.log,
        el("form", { onsubmit: (event) => { event.preventDefault(); this.submit(); } }, this.field, this.send),
        el("div", { class: "foot" },
          el("button", { type: "button", onclick: () => this.note(t(this.contact ? "contact" : "failed")) }, t("person")),
          el("button", { type: "button", onclick: () => this.forget() }, t("forget"))),
      );
      const root = this.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet(); // a <style> would need leave from the page's content security policy
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
      root.append(this.launch, this.panel);
    }

    async show(focus) {
      this.panel.hidden = false;
      this.launch.hidden = true;
      this.launch.setAttribute("aria-expanded", "true");
      this.state.open = true;
      this.save();
      if (!this.greeted) {
        this.greeted = true;
        await this.greet();
      }
      if (focus) this.field.focus();
    }

    hide() {
      this.panel.hidden = true;
      this.launch.hidden = false;
      this.launch.setAttribute("aria-expanded", "false");
      this.state.open = false;
      this.save();
      this.launch.focus();
    }

    // Says first that it is a bot; then what was said before, or what to ask.
    async greet() {
      const hello = el("p", { class: "hello" });
      this.log.append(hello);
      let found = {};
      try {
        found = await (await this.call("POST", "/v1/hello", this.posting ? { posting: this.posting } : {})).json();
      } catch { /* the greeting needs no server */ }
      this.contact = String(found.contact || "");
      hello.textContent = this.contact ? `${this.t("hello")} ${this.t("contact")}` : this.t("hello");
      if (this.state.items.length) this.state.items.forEach((item) => this.recall(item));
      else if (Array.isArray(found.suggestions)) this.suggest(found.suggestions);
    }

    recall(item) {
      this.log.append(el("p", { class: "asked" }, item.question));
      const said = this.said();
      this.log.append(said);
      item.answer.parts.forEach((part) => this.part(said, part, item.answer.citations));
      this.finish(said, item);
    }

    submit() {
      if (this.running) { this.running.abort(); return; }
      const question = this.field.value.trim();
      if (!question) return;
      this.field.value = "";
      this.ask(question);
    }

    async ask(question) {
      this.log.querySelectorAll(".offer").forEach((node) => node.remove());
      this.log.append(el("p", { class: "asked" }, question));
      const waiting = el("p", { class: "note busy" }, this.t("reading"));
      this.log.append(waiting);
      this.scroll();
      this.running = new AbortController();
      this.send.textContent = this.t("stop");
      const said = this.said();
      let last = "", done = null;
      for (let round = 0; round < 2 && !done; round++) {
        try {
          done = await this.stream(question, last, said, waiting, (id) => { last = id; });
          break;
        } catch (error) {
          if (this.running.signal.aborted) { this.problem(waiting, this.t("stopped"), question); break; }
          if (error.told || round) { this.problem(waiting, error.told || this.t(navigator.onLine ? "failed" : "offline"), question); break; }
        }
      }
      this.running = null;
      this.send.textContent = this.t("send");
      if (!done) { if (!said.childNodes.length) said.remove(); return; }
      waiting.remove();
      if (!said.isConnected) this.log.append(said);
      if (said.querySelectorAll("p, li").length < done.answer.parts.length) {
        said.replaceChildren();
        done.answer.parts.forEach((part) => this.part(said, part, done.answer.citations));
      }
      const item = { question, n: done.n, answer: slim(done.answer) };
      this.state.conversation = done.conversation;
      this.state.items.push(item);
      this.state.items = this.state.items.slice(-30);
      this.save();
      this.finish(said, item);
      this.suggest(done.answer.suggestions || []);
      this.scroll();
    }

    // Reads one stream to its end; returns what `done` holds.
    async stream(question, last, said, waiting, seen) {
      const body = { question, ...(this.posting && { posting: this.posting }), ...(this.state.conversation && { conversation: this.state.conversation }) };
      const response = await this.call("POST", "/v1/chat", body, this.running.signal, last);
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = "", citations = [];
      for (;;) {
        const { value, done } = await reader.read();
        if (done) throw new Error("broke off");
        text = (text + value).replace(/\r\n/g, "\n");
        for (let end; (end = text.indexOf("\n\n")) >= 0; text = text.slice(end + 2)) {
          const rows = {};
          for (const line of text.slice(0, end).split("\n")) {
            const at = line.indexOf(": ");
            if (at > 0) rows[line.slice(0, at)] = line.slice(at + 2);
          }
          if (!rows.data) continue;
          const data = JSON.parse(rows.data);
          if (rows.event === "error") throw Object.assign(new Error("told"), { told: String(data.error) });
          if (rows.id) seen(rows.id);
          if (rows.event === "sources") this.state.conversation = data.conversation;
          if (rows.event === "part") {
            if (!said.isConnected) waiting.replaceWith(said);
            citations = citations.concat(data.citations);
            this.part(said, data.part, citations);
            this.scroll();
          }
          if (rows.event === "done") return data;
        }
      }
    }

    async call(method, path, body, signal, last) {
      const headers = { "x-site-key": this.site || "" };
      if (body) Object.assign(headers, { "content-type": "application/json", accept: "text/event-stream" });
      if (last) headers["last-event-id"] = last;
      if (method === "DELETE") headers["x-conversation"] = this.state.conversation;
      const response = await fetch(BASE + path, { method, headers, signal, body: body && JSON.stringify(body), credentials: "omit", referrerPolicy: "no-referrer" });
      if (!response.ok) {
        const told = await response.json().catch(() => ({}));
        if (response.status === 404 && body && this.state.conversation) { this.state.conversation = null; throw new Error("over"); }
        throw Object.assign(new Error("told"), { told: String(told.error || this.t("failed")) });
      }
      return response;
    }

    said() { return el("div", { class: "said" }); }

    // One sentence, with a button for each passage that it rests on.
    part(said, part, citations) {
      const above = !part.citations.length && part.text.endsWith(":"); // it stands above a row of a comparison
      const line = el("p", {}, above ? el("b", {}, part.text) : part.text);
      for (const n of part.citations) {
        const citation = citations.find((one) => one.n === n);
        if (citation) line.append(" ", this.mark(citation, line));
      }
      said.append(line);
    }

    mark(citation, line) {
      const button = el("button", { class: "mark", type: "button", "aria-expanded": "false", "aria-label": `${this.t("quote")} ${citation.n}` }, `[${citation.n}]`);
      let shown = null;
      button.addEventListener("click", () => {
        if (shown) { shown.remove(); shown = null; }
        else {
          const link = linkTo(citation.url, citation.quote);
          const where = [citation.posting_title, citation.section].filter((text, i, all) => text && all.indexOf(text) === i).join(" › ");
          shown = el("blockquote", {}, el("b", {}, where), citation.quote,
            link && el("div", {}, el("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, this.t("source"))));
          line.after(shown);
        }
        button.setAttribute("aria-expanded", String(Boolean(shown)));
      });
      return button;
    }

    finish(said, item) {
      if (item.answer.status !== "answered") said.classList.add("unsure");
      const row = el("div", { class: "row" });
      const rate = (helpful, why) => this.call("POST", "/v1/feedback", { conversation: this.state.conversation, n: item.n, helpful, why }).catch(() => {});
      const thumb = (helpful, label) => el("button", {
        type: "button", "aria-pressed": String(item.rated === helpful),
        onclick: async (event) => {
          item.rated = helpful;
          this.save();
          [...row.children].forEach((node) => node.setAttribute("aria-pressed", String(node === event.currentTarget)));
          await rate(helpful);
          if (helpful) this.note(this.t("thanks")); else this.reason(row, rate);
        },
      }, label);
      row.append(thumb(true, this.t("up")), thumb(false, this.t("down")));
      said.append(row);
    }

    reason(row, rate) {
      if (row.nextSibling) return;
      const field = el("textarea", { rows: 1, maxlength: 500, "aria-label": this.t("why"), placeholder: this.t("why") });
      const form = el("form", { onsubmit: async (event) => { event.preventDefault(); await rate(false, field.value.trim() || undefined); form.replaceWith(el("p", { class: "note" }, this.t("thanks"))); } },
        field, el("button", { class: "send", type: "submit" }, this.t("tell")));
      row.after(form);
      field.focus();
    }

    problem(waiting, text, question) {
      const box = el("div", { class: "offer" }, el("p", { class: "note" }, text),
        el("div", { class: "row" }, el("button", { type: "button", onclick: () => { box.previousSibling?.remove(); this.ask(question); } }, this.t("retry"))));
      if (waiting.isConnected) waiting.replaceWith(box); else this.log.append(box);
      this.scroll();
    }

    suggest(questions) {
      const row = el("div", { class: "row offer" });
      questions.slice(0, 4).forEach((question) => row.append(el("button", { type: "button", onclick: () => { this.ask(String(question)); this.field.focus(); } }, String(question))));
      if (row.childNodes.length) this.log.append(row);
    }

    note(text) {
      this.log.append(el("p", { class: "note" }, text));
      this.scroll();
    }

    async forget() {
      if (this.running) this.running.abort();
      if (this.state.conversation) await this.call("DELETE", "/v1/conversation").catch(() => {});
      this.state = { at: Date.now(), open: true, conversation: null, items: [] };
      this.save();
      this.log.replaceChildren();
      await this.greet();
      this.note(this.t("forgotten"));
      this.field.focus();
    }

    scroll() { this.log.scrollTop = this.log.scrollHeight; }

    get place() { return `rolecall:${this.site}:${this.posting || ""}`; }

    load() {
      let found = null;
      try { found = JSON.parse(sessionStorage.getItem(this.place)); } catch { /* none, or none of ours */ }
      const fresh = found && Date.now() - found.at < DAY && Array.isArray(found.items);
      this.state = fresh ? found : { at: Date.now(), open: false, conversation: null, items: [] };
    }

    save() {
      try { sessionStorage.setItem(this.place, JSON.stringify(this.state)); } catch { /* full, or forbidden: it lives on */ }
    }
  }

  const slim = ({ status, parts, citations }) => ({ status, parts, citations });

  // The page's posting: the address in its JobPosting data, else its canonical address; null where it has neither.
  function ownPosting() {
    for (const node of document.querySelectorAll('script[type="application/ld+json"]')) {
      try {
        const rows = [JSON.parse(node.textContent)].flat().flatMap((row) => row["@graph"] || row);
        const job = rows.find((row) => [row["@type"]].flat().includes("JobPosting"));
        if (job) return String(job.url || job.title || "").slice(0, 300) || null;
      } catch { /* not for us */ }
    }
    const page = document.querySelector("link[rel=canonical]")?.href;
    return page && /\/[\w-]*(?:job|career|position|vacanc)/i.test(new URL(page).pathname) ? page : null;
  }

  if (!customElements.get("rolecall-chat")) customElements.define("rolecall-chat", RolecallChat);
  if (script && script.dataset.site) {
    const chat = document.createElement("rolecall-chat");
    for (const [key, value] of Object.entries(script.dataset)) chat.setAttribute(key, value);
    const add = () => document.body.append(chat);
    if (document.body) add(); else addEventListener("DOMContentLoaded", add);
  }
})();
