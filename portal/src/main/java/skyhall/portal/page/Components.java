package skyhall.portal.page;

import gg.jte.Content;
import java.util.List;
import java.util.Map;

/// The components that pages are made of, in one page's language. Markup follows the patterns of govuk-frontend;
/// `ComponentGalleryTest` renders each of them.
///
/// Each method returns content for a template: `${ui.input(field)}`. Texts are in the page's language already.
public final class Components {
    private final Page page;

    Components(Page page) {
        this.page = page;
    }

    /// The hidden field that every form which changes something must hold.
    public Content token() {
        return render("token", Map.of("page", page));
    }

    /// The button that does what the page is for; at most one on a page.
    public Content button(String label) {
        return button(label, "primary");
    }

    /// Any other button.
    public Content quietButton(String label) {
        return button(label, "quiet");
    }

    /// A button whose effect cannot be undone.
    public Content dangerButton(String label) {
        return button(label, "danger");
    }

    private Content button(String label, String look) {
        return render("button", Map.of("label", label, "look", look));
    }

    /// A link that looks like the main button: it leads somewhere and changes nothing.
    public Content linkButton(String label, String path) {
        return render("linkButton", Map.of("label", label, "path", path));
    }

    /// A line of text.
    public Content input(Field field) {
        return render("input", Map.of("field", field, "type", "text"));
    }

    /// A line of text that is not shown.
    public Content password(Field field) {
        return render("input", Map.of("field", field, "type", "password"));
    }

    /// Several lines of text.
    public Content textArea(Field field, int lines) {
        return render("textArea", Map.of("field", field, "lines", lines));
    }

    /// A list that unfolds.
    public Content select(Field field, List<Option> options) {
        return render("select", Map.of("field", field, "options", options));
    }

    /// One of several.
    public Content radios(Field field, List<Option> options) {
        return render("choices", Map.of("field", field, "options", options, "type", "radio"));
    }

    /// Any of several.
    public Content checkboxes(Field field, List<Option> options) {
        return render("choices", Map.of("field", field, "options", options, "type", "checkbox"));
    }

    /// One file, or several.
    public Content fileUpload(Field field, boolean several) {
        return render("fileUpload", Map.of("field", field, "several", several));
    }

    /// What is wrong with a form, above it, with a link to each field; nothing when nothing is wrong.
    public Content errorSummary(Field... fields) {
        List<Field> wrong = List.of(fields).stream().filter(Field::isWrong).toList();
        return render("errorSummary", Map.of("page", page, "fields", wrong));
    }

    /// A message about the whole page.
    public Content banner(Tone tone, String title, String text) {
        return render("banner", Map.of("tone", tone, "title", title, "text", text));
    }

    /// A word about a state.
    public Content tag(Tone tone, String label) {
        return render("tag", Map.of("tone", tone, "label", label));
    }

    public Content table(Table table) {
        return render("table", Map.of("table", table));
    }

    /// Text as content, for cells.
    public Content text(String text) {
        return output -> output.writeUserContent(text);
    }

    /// A link as content, for cells.
    public Content link(String label, String path) {
        return render("link", Map.of("label", label, "path", path));
    }

    /// A moment in the page's language and zone.
    public Content time(java.time.Instant time) {
        return render("time", Map.of("page", page, "time", time));
    }

    public Content pagination(PageLinks links) {
        return render("pagination", Map.of("page", page, "links", links));
    }

    /// How far something has come; `total` at least 1.
    public Content progress(String label, long done, long total) {
        return render("progress", Map.of("page", page, "label", label, "done", done, "total", total));
    }

    public Content tabs(String label, List<Tab> tabs) {
        return render("tabs", Map.of("label", label, "tabs", tabs));
    }

    /// That something was done, as the whole page says.
    public Content confirmation(String title, String text) {
        return render("confirmation", Map.of("title", title, "text", text));
    }

    /// In place of a list that has nothing in it yet.
    ///
    /// @param action what to do about it, such as a [#linkButton]
    public Content empty(String title, String text, Content action) {
        return render("empty", Map.of("title", title, "text", text, "action", action));
    }

    /// In place of a list that has nothing in it yet, when there is nothing to do about it.
    public Content empty(String title, String text) {
        return empty(title, text, _ -> {});
    }

    /// A question in a window of its own. A button with the attribute `data-opens` and this id opens it; without
    /// scripts the question stands open on the page.
    public Content dialog(String id, String title, Content body) {
        return render("dialog", Map.of("page", page, "id", id, "title", title, "body", body));
    }

    private static Content render(String name, Map<String, Object> parameters) {
        return Frame.templates().content("component/" + name + ".jte", parameters);
    }
}
