package skyhall.storage.s3;

import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// Numbers of parts: 1 to 10,000.
final class PartNumbers {
    static final int MAX = 10_000;

    private PartNumbers() {}

    static int parse(String text) {
        if (text.matches("\\d{1,5}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= MAX) {
                return number;
            }
        }
        throw new FaultException(StorageFault.TOO_MANY_PARTS, "");
    }
}
