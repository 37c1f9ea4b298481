package skyhall.portal.page;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.util.Map;

/// The templates of one module, compiled in the build into a package of its own.
///
/// JTE looks templates up by package, and one template can call another only within its package. So every module has
/// its own package and hands what it rendered to the frame as [Content]; `ModuleTemplatesTest` proves it with a second
/// set of templates.
public final class Templates {
    private final TemplateEngine engine;

    private Templates(TemplateEngine engine) {
        this.engine = engine;
    }

    /// The templates that the build compiled into `packageName`, such as `skyhall.storage.templates`.
    public static Templates in(String packageName) {
        return new Templates(TemplateEngine.createPrecompiled(
                null, ContentType.Html, Templates.class.getClassLoader(), packageName));
    }

    /// The templates of an engine; for tests that compile templates as they run.
    public static Templates of(TemplateEngine engine) {
        return new Templates(engine);
    }

    /// What `template` renders with these parameters, rendered where and when it is asked for.
    ///
    /// @param template its file below the template folder, such as `buckets.jte`
    public Content content(String template, Map<String, Object> parameters) {
        return output -> engine.render(template, parameters, output);
    }
}
