package skyhall.platform.identity;

/// Policy documents for tests.
final class PolicyTexts {
    static final String READ = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::*"}]}""";
    static final String WRITE = READ.replace("GetObject", "PutObject");

    private PolicyTexts() {}
}
