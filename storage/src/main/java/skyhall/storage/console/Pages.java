package skyhall.storage.console;

import java.util.HashMap;
import java.util.Map;
import org.springframework.web.servlet.function.ServerResponse;
import skyhall.portal.page.Layout;
import skyhall.portal.page.Page;
import skyhall.portal.page.Templates;
import skyhall.storage.bucket.Bucket;

/// Renders our templates in the portal's frame, with the way back.
final class Pages {
    private static final Templates TEMPLATES = Templates.in("skyhall.storage.templates");

    private Pages() {}

    static ServerResponse answer(int status, Layout layout, Page page, String template, Object view) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("page", page);
        parameters.put("view", view);
        return page.answer(status, layout, TEMPLATES.content(template, parameters));
    }

    static Layout below(Page page, String title) {
        return Layout.titled(title).crumb(page.text("storage.section.name"), Links.ROOT);
    }

    /// A page inside a bucket: the way leads through every folder of `prefix`.
    static Layout inside(Page page, String title, Bucket bucket, String prefix) {
        String name = bucket.name().text();
        Layout layout = below(page, title).crumb(name, Links.bucket(name));
        int start = 0;
        for (int slash = prefix.indexOf('/'); slash >= 0; slash = prefix.indexOf('/', start)) {
            String folder = prefix.substring(start, slash);
            layout = layout.crumb(
                    folder.isEmpty() ? "/" : Shown.key(folder), Links.folder(name, prefix.substring(0, slash + 1)));
            start = slash + 1;
        }
        return layout;
    }
}
