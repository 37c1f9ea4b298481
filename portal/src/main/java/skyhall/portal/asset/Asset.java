package skyhall.portal.asset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// One file that pages refer to, held in memory as it is and compressed. A class and not a record, because records
/// compare arrays by identity.
final class Asset {
    private static final int HASH_DIGITS = 16;

    private final String name;
    private final String path;
    private final String contentType;
    private final byte[] plain;
    private final byte[] compressed;

    private Asset(String name, String path, String contentType, byte[] plain) {
        this.name = name;
        this.path = path;
        this.contentType = contentType;
        this.plain = plain;
        this.compressed = compress(plain);
    }

    static Asset of(String name, byte[] content) {
        int dot = name.lastIndexOf('.');
        String path = Assets.PREFIX + name.substring(0, dot) + "." + hash(content) + name.substring(dot);
        return new Asset(name, path, contentType(name.substring(dot + 1)), content);
    }

    /// As pages ask for it: `skyhall.css`.
    String name() {
        return name;
    }

    /// As browsers ask for it: `/assets/skyhall.0f3a5b7c9d1e2a4b.css`.
    String path() {
        return path;
    }

    String contentType() {
        return contentType;
    }

    /// Not a copy: nobody writes into it.
    byte[] plain() {
        return plain;
    }

    /// By gzip. Not a copy either.
    byte[] compressed() {
        return compressed;
    }

    private static String contentType(String ending) {
        return switch (ending) {
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "png" -> "image/png";
            default -> throw new IllegalArgumentException("no content type for files that end in " + ending);
        };
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] compress(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new Best(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /// Costs a few milliseconds once and saves every visitor some.
    private static final class Best extends GZIPOutputStream {
        Best(ByteArrayOutputStream bytes) throws IOException {
            super(bytes);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
