package skyhall.server.command;

import java.lang.management.ManagementFactory;
import java.util.List;

/// What a person reads when the server is ready.
final class Banner {
    private Banner() {}

    static String text(List<String> lines) {
        long sinceStartMillis = ManagementFactory.getRuntimeMXBean().getUptime();
        StringBuilder text = new StringBuilder("\nSkyhall is ready after " + sinceStartMillis + " ms.\n");
        lines.forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }
}
