package skyhall.platform.settings;

/// `yes`, `no`, `true`, `false`; nothing else is guessed.
final class YesOrNo {
    private YesOrNo() {}

    static Boolean read(String text) {
        return switch (text) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw new IllegalArgumentException("neither yes nor no");
        };
    }
}
