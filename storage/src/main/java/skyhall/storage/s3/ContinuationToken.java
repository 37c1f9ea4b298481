package skyhall.storage.s3;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.listing.From;
import skyhall.storage.listing.ListedVersion;
import skyhall.storage.listing.Page;

/// Where the next page begins, as opaque text: Base64 of `k` and a key, or `p` and a common prefix.
final class ContinuationToken {
    private ContinuationToken() {}

    static String after(Page.Entry<ListedVersion> last) {
        String text =
                switch (last) {
                    case Page.Entry.Item<ListedVersion>(ListedVersion object) ->
                        "k" + object.key().text();
                    case Page.Entry.Prefix<ListedVersion>(String prefix) -> "p" + prefix;
                };
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static From read(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith("k")) {
                return new From.AfterKey(text.substring(1));
            }
            if (text.startsWith("p")) {
                return new From.AfterPrefix(text.substring(1));
            }
        } catch (IllegalArgumentException e) {
            // Not Base64: refused below like any other token that is not ours.
        }
        throw new FaultException(StorageFault.INVALID_ARGUMENT, "The continuation token provided is incorrect");
    }
}
