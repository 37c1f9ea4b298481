package skyhall.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import skyhall.platform.log.RequestScope;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

/// Writes a log event as one line of JSON. Whatever stands in a message, it cannot begin a second line.
final class JsonLineEncoder extends EncoderBase<ILoggingEvent> {
    private static final int MAX_TEXT = 16 * 1024;
    private static final byte[] NOTHING = new byte[0];

    private final JsonFactory json = new JsonFactory();

    @Override
    public byte[] encode(ILoggingEvent event) {
        java.io.StringWriter line = new java.io.StringWriter(256);
        try (JsonGenerator out = json.createGenerator(tools.jackson.core.ObjectWriteContext.empty(), line)) {
            out.writeStartObject();
            out.writeStringProperty("time", event.getInstant().toString());
            out.writeStringProperty("level", event.getLevel().toString());
            out.writeStringProperty("logger", event.getLoggerName());
            out.writeStringProperty("thread", event.getThreadName());
            Map<String, String> context = event.getMDCPropertyMap();
            if (context.containsKey(RequestScope.KEY)) {
                out.writeStringProperty("request", context.get(RequestScope.KEY));
            }
            out.writeStringProperty("message", clip(event.getFormattedMessage()));
            if (event.getThrowableProxy() != null) {
                out.writeStringProperty("error", clip(ThrowableProxyUtil.asString(event.getThrowableProxy())));
            }
            out.writeEndObject();
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    private static String clip(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + " …";
    }
}
