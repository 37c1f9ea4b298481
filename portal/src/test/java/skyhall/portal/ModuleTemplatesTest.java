package skyhall.portal;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.function.RouterFunctions;
import skyhall.portal.page.Layout;
import skyhall.portal.page.Page;
import skyhall.portal.page.Templates;

/// A module's templates, compiled ahead into a package of their own, stand in the portal's frame among its components.
final class ModuleTemplatesTest {
    private static final String PACKAGE = "skyhall.portal.guest.templates";

    @Test
    void aGuestsPageStandsInTheFrame(@TempDir Path classes) {
        Templates guest = Templates.of(precompiled(classes));
        try (RunningPortal portal = RunningPortal.with(
                Map.of(),
                parts -> parts.routes(RouterFunctions.route()
                        .GET("/objects/greeting", request -> {
                            Page page = Page.of(request);
                            return page.answer(
                                    200,
                                    Layout.titled(page.text("guest.page.title")).crumb("Objects", "/objects"),
                                    guest.content("greeting.jte", Map.of("page", page, "guest", "<Zhao>")));
                        })
                        .GET("/objects/part", request -> Page.of(request)
                                .fragment(200, guest.content("part.jte", Map.of("word", "only a part"))))
                        .build()))) {
            TestBrowser browser = portal.browser().signedInAs("lin");
            HttpResponse<String> page = browser.get("/objects/greeting");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains(
                            "<title>A guest’s page – Skyhall</title>",
                            "This page of a guest was made for &lt;Zhao&gt;.")
                    .contains("<em>&lt;Zhao&gt;</em>", "class=\"sky-header\"", "aria-current=\"true\">Objects</a>")
                    .contains(
                            "<input type=\"hidden\" name=\"_csrf\" value=\"",
                            "<label for=\"word\" class=\"sky-label\">");
            assertThat(browser.get("/objects/part").body()).isEqualTo("<em>only a part</em>\n");
        }
    }

    /// As a module's build does it: compile into classes, then read those classes alone.
    private static TemplateEngine precompiled(Path classes) {
        TemplateEngine compiler = TemplateEngine.create(
                new DirectoryCodeResolver(Path.of("src/test/jte")),
                classes,
                ContentType.Html,
                ModuleTemplatesTest.class.getClassLoader(),
                PACKAGE);
        compiler.setClassPath(List.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator)));
        compiler.precompileAll();
        return TemplateEngine.createPrecompiled(
                classes, ContentType.Html, ModuleTemplatesTest.class.getClassLoader(), PACKAGE);
    }
}
