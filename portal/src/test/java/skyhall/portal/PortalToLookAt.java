package skyhall.portal;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.settings.Settings;
import skyhall.portal.page.PortalSection;

/// Runs a portal for a person with a browser: `http://127.0.0.1:8099/`, sign in as `lin` with [StrictDesk#PASSWORD].
/// `wu` has no service; `/gallery` shows every component. Ends with the process.
final class PortalToLookAt {
    private PortalToLookAt() {}

    public static void main(String[] arguments) {
        Database database = TestDatabase.fresh("portal");
        StrictDesk desk =
                new StrictDesk(InstantSource.system()).with("lin", "Lin Yue").with("wu", "Wu Min");
        Settings settings = Settings.load(
                Path.of("/nonexistent/skyhall.conf"),
                Map.of("SKYHALL_PORTAL_PORT", arguments.length > 0 ? arguments[0] : "8099"),
                PortalSettings.ALL);
        long startNanos = System.nanoTime();
        Portal portal = Portal.builder(settings, database, desk, desk)
                .section(section("objects", "M4 7.5 12 3l8 4.5v9L12 21l-8-4.5ZM4 7.5l8 4.5 8-4.5M12 12v9"))
                .section(section("bills", "M6 3h12v18l-3-2-3 2-3-2-3 2ZM9 8h6M9 12h6"))
                .messages("skyhall/portal/guest/messages")
                .routes(Gallery.routes())
                .build();
        portal.start();
        System.out.println("http://127.0.0.1:" + portal.port() + "/ after "
                + (System.nanoTime() - startNanos) / 1_000_000 + " ms");
    }

    private static PortalSection section(String name, String icon) {
        return new PortalSection(
                "guest." + name + ".name", "guest." + name + ".summary", "/" + name, icon, person -> person.name()
                        .equals("lin"));
    }
}
