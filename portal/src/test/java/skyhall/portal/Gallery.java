package skyhall.portal;

import gg.jte.Content;
import java.time.Instant;
import java.util.List;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import skyhall.portal.page.Components;
import skyhall.portal.page.Field;
import skyhall.portal.page.Layout;
import skyhall.portal.page.Option;
import skyhall.portal.page.Page;
import skyhall.portal.page.PageLinks;
import skyhall.portal.page.Tab;
import skyhall.portal.page.Table;
import skyhall.portal.page.Table.Column;
import skyhall.portal.page.Tone;

/// Every component on one page, to look at and to test.
final class Gallery {
    private Gallery() {}

    static RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/objects/gallery", Gallery::show)
                .POST("/objects/gallery", Gallery::show)
                .build();
    }

    private static ServerResponse show(ServerRequest request) {
        Page page = Page.of(request);
        Layout layout =
                Layout.titled("Gallery").crumb("Objects", "/objects").crumb("harbour-plans", "/objects/harbour-plans");
        return page.answer(200, layout, content(page.ui()));
    }

    static Content content(Components ui) {
        List<Content> parts = List.of(
                heading("Gallery"),
                ui.errorSummary(wrong(), Field.of("fine", "Fine")),
                ui.banner(Tone.GOOD, "Done", "The bucket harbour-plans was made."),
                ui.banner(Tone.CAUTION, "Please note", "The disk is four fifths full."),
                ui.banner(Tone.BAD, "Stopped", "The upload was broken off."),
                ui.banner(Tone.INFO, "Please note", "Plans move to the archive tonight."),
                ui.tabs("Views", List.of(new Tab("Objects", "#a", true), new Tab("Versions", "#b", false))),
                table(ui),
                ui.pagination(new PageLinks("/objects/gallery?before", "/objects/gallery?after")),
                ui.progress("survey-2026.tif", 45, 100),
                ui.input(wrong()),
                ui.input(Field.of("fine", "Bucket’s description")
                        .hint("One line that says what is in it.")
                        .whenWanted()),
                ui.password(Field.of("secret", "Password")),
                ui.textArea(Field.of("note", "Note"), 3),
                ui.select(
                        Field.of("region", "Region"),
                        List.of(Option.of("n", "North"), Option.of("s", "South").chosen(true))),
                ui.radios(
                        Field.of("keep", "Keep old versions"),
                        List.of(
                                Option.of("all", "All of them")
                                        .hint("Costs room.")
                                        .chosen(true),
                                Option.of("none", "None"))),
                ui.checkboxes(
                        Field.of("tell", "Tell"), List.of(Option.of("a", "The owner"), Option.of("b", "The auditors"))),
                ui.fileUpload(Field.of("file", "File"), true),
                ui.button("Save"),
                ui.quietButton("Back"),
                ui.dangerButton("Delete"),
                ui.linkButton("New bucket", "/objects/new"),
                ui.dialog("sure", "Delete this bucket?", ui.dangerButton("Delete")),
                ui.confirmation("The bucket was deleted", "Nothing else needs doing."),
                ui.empty("No buckets yet", "A bucket holds objects.", ui.linkButton("New bucket", "/objects/new")));
        return output -> parts.forEach(part -> part.writeTo(output));
    }

    private static Content heading(String text) {
        return output -> {
            output.writeContent("<h1 class=\"sky-heading-xl\">");
            output.writeUserContent(text);
            output.writeContent("</h1>");
        };
    }

    private static Field wrong() {
        return Field.of("bucket", "Bucket’s name")
                .hint("Small letters, digits and dashes.")
                .value("Harbour Plans")
                .error("A bucket’s name holds no spaces");
    }

    private static Content table(Components ui) {
        Instant time = Instant.parse("2026-11-23T14:05:00Z");
        return ui.table(new Table(
                "Objects",
                List.of(Column.of("Name"), Column.of("State"), Column.of("Changed"), Column.numeric("Size")),
                List.of(
                        List.of(
                                ui.link("quay-12.pdf", "/objects/q"),
                                ui.tag(Tone.GOOD, "Whole"),
                                ui.time(time),
                                ui.text("1.5 MiB")),
                        List.of(
                                ui.link("survey-2026.tif", "/objects/s"),
                                ui.tag(Tone.CAUTION, "Arriving"),
                                ui.time(time),
                                ui.text("812 MiB")),
                        List.of(
                                ui.link("<script>.txt", "/objects/x"),
                                ui.tag(Tone.NEUTRAL, "Archived"),
                                ui.time(time),
                                ui.text("312 B")))));
    }
}
