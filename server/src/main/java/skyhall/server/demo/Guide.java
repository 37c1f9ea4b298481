package skyhall.server.demo;

import java.net.URI;
import java.util.List;

/// What a visitor of the demonstration is told: sign-in, endpoint, keys, and three lines to paste.
///
/// @param console where to sign in
/// @param link to one document, signed by our own code
record Guide(Visitor visitor, URI console, URI s3, String region, List<Shelf> shelves, URI link) {
    /// Lists the licences with the AWS command line.
    String awsLine() {
        return "AWS_ACCESS_KEY_ID=" + visitor.accessKeyId() + " AWS_SECRET_ACCESS_KEY="
                + quoted(visitor.secret().reveal()) + " aws --endpoint-url " + s3 + " --region " + region
                + " s3 ls --recursive s3://" + Shelf.LICENCES.text() + "/";
    }

    /// Reads one document with a link that needs no key.
    String curlLine() {
        return "curl -fsS " + quoted(link.toString());
    }

    /// Lists the licences with rclone, which needs no file of settings for it.
    String rcloneLine() {
        return "RCLONE_S3_PROVIDER=Other RCLONE_S3_ENDPOINT=" + s3 + " RCLONE_S3_REGION=" + region
                + " RCLONE_S3_ACCESS_KEY_ID=" + visitor.accessKeyId() + " RCLONE_S3_SECRET_ACCESS_KEY="
                + quoted(visitor.secret().reveal()) + " rclone lsl :s3:" + Shelf.LICENCES.text();
    }

    /// Everything, for the terminal.
    String text() {
        StringBuilder text = new StringBuilder("\nThe demonstration (its sign-in and keys are for looking around):\n");
        line(text, "Console", console.toString());
        line(
                text,
                "Sign-in",
                visitor.personName() + " / " + visitor.password().reveal() + "   (organisation "
                        + visitor.principal().organisationName() + ")");
        line(text, "S3 endpoint", s3 + "   region " + region);
        line(text, "Access key", visitor.accessKeyId());
        line(text, "Secret", visitor.secret().reveal());
        for (Shelf shelf : shelves) {
            line(text, "Bucket", shelf.bucket().text() + "   " + shelf.files().size() + " files");
        }
        text.append("\nThree lines to paste:\n");
        for (String toPaste : List.of(awsLine(), curlLine(), rcloneLine())) {
            text.append('\n').append(toPaste).append('\n');
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  ")
                .append(name)
                .append(" ".repeat(13 - name.length()))
                .append(value)
                .append('\n');
    }

    /// For a POSIX shell.
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
