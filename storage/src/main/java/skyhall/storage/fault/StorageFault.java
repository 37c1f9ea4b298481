package skyhall.storage.fault;

import static skyhall.platform.fault.Blame.CALLER;
import static skyhall.platform.fault.Blame.OPERATOR;
import static skyhall.platform.fault.Blame.US;

import skyhall.platform.fault.Blame;
import skyhall.platform.fault.Fault;

/// What can go wrong in `storage`: numbers 3000 to 3999. The wire code is S3's own word for it.
/// Source: Amazon S3 API Reference, "Error responses".
public enum StorageFault implements Fault {
    ACCESS_DENIED(
            3001,
            CALLER,
            "AccessDenied",
            403,
            "Access Denied.",
            "Ask the owner of the bucket, or an administrator of your organisation, for the right."),
    ACCOUNT_PROBLEM(
            3002,
            CALLER,
            "AccountProblem",
            403,
            "The account cannot be used for this.",
            "Ask an administrator of your organisation."),
    AUTHORIZATION_HEADER_MALFORMED(
            3003,
            CALLER,
            "AuthorizationHeaderMalformed",
            400,
            "The authorization header is malformed.",
            "Sign with Signature Version 4; most clients do it when given key, secret and region."),
    AUTHORIZATION_QUERY_MALFORMED(
            3004,
            CALLER,
            "AuthorizationQueryParametersError",
            400,
            "The query parameters of the presigned address are malformed.",
            "Presign the address again with a current client."),
    BAD_DIGEST(
            3005,
            CALLER,
            "BadDigest",
            400,
            "The checksum that was given does not match what arrived.",
            "Send the object again."),
    BUCKET_TAKEN(
            3006,
            CALLER,
            "BucketAlreadyExists",
            409,
            "The bucket name is taken by somebody else; names are shared by the whole installation.",
            "Choose another name."),
    BUCKET_YOURS_ALREADY(
            3007, CALLER, "BucketAlreadyOwnedByYou", 409, "The bucket exists and is yours.", "Use it as it is."),
    BUCKET_NOT_EMPTY(
            3008, CALLER, "BucketNotEmpty", 409, "The bucket is not empty.", "Delete all objects and versions first."),
    CONDITIONAL_CONFLICT(
            3009,
            CALLER,
            "ConditionalRequestConflict",
            409,
            "Another write of the same key was under way.",
            "Repeat the request."),
    CORS_DENIED(
            3010,
            CALLER,
            "AccessForbidden",
            403,
            "CORSResponse: This CORS request is not allowed.",
            "Add a rule for this origin, method and headers to the bucket."),
    CREDENTIALS_NOT_SUPPORTED(
            3011,
            CALLER,
            "CredentialsNotSupported",
            400,
            "This request does not support credentials.",
            "Repeat it without credentials."),
    ENTITY_TOO_LARGE(
            3012,
            CALLER,
            "EntityTooLarge",
            400,
            "What was sent is larger than allowed.",
            "Send less, or use a multipart upload."),
    ENTITY_TOO_SMALL(
            3013,
            CALLER,
            "EntityTooSmall",
            400,
            "What was sent is smaller than allowed.",
            "Every part but the last must have at least 5 MiB."),
    EXPIRED_TOKEN(3014, CALLER, "ExpiredToken", 400, "The token has expired.", "Fetch a new one."),
    ILLEGAL_LOCATION(
            3015,
            CALLER,
            "IllegalLocationConstraintException",
            400,
            "The location constraint does not fit the region asked.",
            "Leave it out, or name this installation's region."),
    ILLEGAL_VERSIONING(
            3016,
            CALLER,
            "IllegalVersioningConfigurationException",
            400,
            "The versioning configuration is not valid.",
            "Send Status Enabled or Suspended."),
    INCOMPLETE_BODY(
            3017, CALLER, "IncompleteBody", 400, "Fewer bytes arrived than were announced.", "Send the request again."),
    INTERNAL_ERROR(
            3018,
            US,
            "InternalError",
            500,
            "We made a mistake. Operators were told.",
            "Repeat the request; if it stays, give the request id to the operator."),
    INVALID_ACCESS_KEY(
            3019,
            CALLER,
            "InvalidAccessKeyId",
            403,
            "The access key does not exist here, or is disabled.",
            "Check the key; an administrator can make a new one."),
    INVALID_ARGUMENT(
            3020,
            CALLER,
            "InvalidArgument",
            400,
            "An argument is not valid.",
            "Correct the argument that the detail names."),
    INVALID_BUCKET_NAME(
            3021,
            CALLER,
            "InvalidBucketName",
            400,
            "That is not a valid bucket name.",
            "Use 3 to 63 lower-case letters, digits, dots and dashes."),
    INVALID_BUCKET_ACL(
            3022,
            CALLER,
            "InvalidBucketAclWithObjectOwnership",
            400,
            "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting.",
            "Change the ownership setting, or leave the list out."),
    INVALID_DIGEST(
            3023,
            CALLER,
            "InvalidDigest",
            400,
            "The Content-MD5 or checksum given is not valid.",
            "Send Base64 of the right length."),
    INVALID_ENCRYPTION(
            3024,
            CALLER,
            "InvalidEncryptionAlgorithmError",
            400,
            "The encryption algorithm is not valid.",
            "Leave it out: objects are not encrypted by request in this version."),
    INVALID_OBJECT_STATE(
            3025,
            CALLER,
            "InvalidObjectState",
            403,
            "The object's state does not allow this.",
            "Wait, or restore the object."),
    INVALID_PART(
            3026,
            CALLER,
            "InvalidPart",
            400,
            "A part that the list names was not uploaded, or its ETag differs.",
            "List the parts and send the list again."),
    INVALID_PART_ORDER(
            3027,
            CALLER,
            "InvalidPartOrder",
            400,
            "The list of parts is not in ascending order.",
            "Sort the parts by number."),
    INVALID_PART_NUMBER(
            3028,
            CALLER,
            "InvalidPart",
            400,
            "The part number is not satisfiable.",
            "Ask for a part that the object has."),
    INVALID_POLICY_DOCUMENT(
            3029,
            CALLER,
            "InvalidPolicyDocument",
            400,
            "The form's policy document is not valid.",
            "Correct what the detail names."),
    INVALID_RANGE(
            3030,
            CALLER,
            "InvalidRange",
            416,
            "The requested range is not satisfiable.",
            "Ask for a range inside the object."),
    INVALID_REQUEST(3031, CALLER, "InvalidRequest", 400, "The request is not valid.", "Correct what the detail names."),
    INVALID_TAG(
            3032,
            CALLER,
            "InvalidTag",
            400,
            "A tag is not valid.",
            "Use at most 10 tags on an object, 50 on a bucket, keys of 128 and values of 256 characters."),
    INVALID_TOKEN(3033, CALLER, "InvalidToken", 400, "The token is malformed or not valid.", "Fetch a new one."),
    INVALID_URI(3034, CALLER, "InvalidURI", 400, "The address could not be parsed.", "Percent-encode the key."),
    KEY_TOO_LONG(3035, CALLER, "KeyTooLongError", 400, "The key is too long.", "Use at most 1024 bytes of UTF-8."),
    MALFORMED_ACL(
            3036,
            CALLER,
            "MalformedACLError",
            400,
            "The access control list is not well-formed.",
            "Send XML as the S3 reference shows."),
    MALFORMED_POLICY(
            3037, CALLER, "MalformedPolicy", 400, "The policy is not valid.", "Correct what the detail names."),
    MALFORMED_POST(
            3038,
            CALLER,
            "MalformedPOSTRequest",
            400,
            "The body is not a well-formed multipart/form-data.",
            "Send a form as a browser does."),
    MALFORMED_XML(
            3039,
            CALLER,
            "MalformedXML",
            400,
            "The XML you provided was not well-formed or did not validate against our published schema.",
            "Send XML as the S3 reference shows."),
    MAX_MESSAGE_LENGTH(
            3040,
            CALLER,
            "MaxMessageLengthExceeded",
            400,
            "The body of the request is too big.",
            "Send a smaller document."),
    MAX_POST_PRE_DATA(
            3041,
            CALLER,
            "MaxPostPreDataLengthExceededError",
            400,
            "The form's fields before the file are too large.",
            "Send at most 20 KB of fields."),
    METADATA_TOO_LARGE(
            3042,
            CALLER,
            "MetadataTooLarge",
            400,
            "The metadata headers are too large.",
            "Send at most 2 KB of user metadata."),
    METHOD_NOT_ALLOWED(
            3043,
            CALLER,
            "MethodNotAllowed",
            405,
            "The method is not allowed against this resource.",
            "Use another method."),
    MISSING_CONTENT_LENGTH(
            3044,
            CALLER,
            "MissingContentLength",
            411,
            "You must provide the Content-Length HTTP header.",
            "Send the length."),
    MISSING_SECURITY_HEADER(
            3045,
            CALLER,
            "MissingSecurityHeader",
            400,
            "A required header is missing.",
            "Send the header that the detail names."),
    NO_SUCH_BUCKET(3046, CALLER, "NoSuchBucket", 404, "The bucket does not exist.", "Check the name."),
    NO_SUCH_BUCKET_POLICY(3047, CALLER, "NoSuchBucketPolicy", 404, "The bucket has no policy.", "Put one first."),
    NO_SUCH_CORS(
            3048, CALLER, "NoSuchCORSConfiguration", 404, "The bucket has no CORS configuration.", "Put one first."),
    NO_SUCH_KEY(3049, CALLER, "NoSuchKey", 404, "The key does not exist.", "Check the key."),
    NO_SUCH_TAG_SET(3050, CALLER, "NoSuchTagSet", 404, "There is no tag set.", "Put one first."),
    NO_SUCH_UPLOAD(
            3051,
            CALLER,
            "NoSuchUpload",
            404,
            "The upload does not exist; it may have been aborted or completed.",
            "Begin a new one."),
    NO_SUCH_VERSION(3052, CALLER, "NoSuchVersion", 404, "The version does not exist.", "List the versions."),
    NO_SUCH_OWNERSHIP(
            3053,
            CALLER,
            "OwnershipControlsNotFoundError",
            404,
            "The bucket has no ownership controls.",
            "Put them first."),
    NO_SUCH_PUBLIC_ACCESS_BLOCK(
            3054,
            CALLER,
            "NoSuchPublicAccessBlockConfiguration",
            404,
            "The bucket has no public access block.",
            "Put one first."),
    NOT_IMPLEMENTED(
            3055,
            CALLER,
            "NotImplemented",
            501,
            "This function is not in this version.",
            "See docs/reference/s3.md for what is."),
    NOT_MODIFIED(3056, CALLER, "NotModified", 304, "Not modified.", "Use the copy that you have."),
    PRECONDITION_FAILED(
            3057,
            CALLER,
            "PreconditionFailed",
            412,
            "At least one of the preconditions you specified did not hold.",
            "Read the object's state and decide again."),
    REQUEST_EXPIRED(3058, CALLER, "AccessDenied", 403, "Request has expired.", "Presign a new address."),
    REQUEST_HEADER_TOO_LARGE(
            3059,
            CALLER,
            "RequestHeaderSectionTooLarge",
            400,
            "The headers of the request are too large.",
            "Send at most 32 KB of headers."),
    REQUEST_TIMEOUT(
            3060,
            CALLER,
            "RequestTimeout",
            400,
            "The connection was not read from or written to within the time.",
            "Repeat the request on a steadier line."),
    REQUEST_TIME_SKEWED(
            3061,
            CALLER,
            "RequestTimeTooSkewed",
            403,
            "The difference between the request time and the server's time is too large.",
            "Set the clock of the client."),
    SIGNATURE_MISMATCH(
            3062,
            CALLER,
            "SignatureDoesNotMatch",
            403,
            "The request signature we calculated does not match the signature you provided.",
            "Check the secret and the signing method."),
    CONTENT_SHA_MISMATCH(
            3063,
            CALLER,
            "XAmzContentSHA256Mismatch",
            400,
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
            "Send the object again."),
    SLOW_DOWN(3064, CALLER, "SlowDown", 503, "Too many requests at once.", "Repeat a little later."),
    NO_ROOM(
            3065,
            OPERATOR,
            "ServiceUnavailable",
            503,
            "The disk is nearly full: writes are refused until an operator makes room; reads go on.",
            "Try later; an operator sees the watermark in the health report."),
    DISK_FAILED(
            3066,
            OPERATOR,
            "ServiceUnavailable",
            503,
            "The disk refused a read or a write. Operators were told.",
            "Try later."),
    DATABASE_GONE(
            3067,
            OPERATOR,
            "ServiceUnavailable",
            503,
            "The database cannot be reached at the moment.",
            "Try again in a few seconds."),
    DAMAGED_OBJECT(
            3068,
            OPERATOR,
            "InternalError",
            500,
            "The stored bytes failed their checksum and were not sent. Operators were told.",
            "Restore the object from another copy or version."),
    TOO_MANY_BUCKETS(
            3069,
            CALLER,
            "TooManyBuckets",
            400,
            "You have as many buckets as are allowed.",
            "Delete one, or ask the operator for more."),
    UNEXPECTED_CONTENT(
            3070, CALLER, "UnexpectedContent", 400, "This request does not support content.", "Send no body."),
    UNRESOLVABLE_GRANT(
            3071,
            CALLER,
            "UnresolvableGrantByEmailAddress",
            400,
            "The e-mail address does not match any account.",
            "Check the address, or grant by id."),
    USER_KEY_MUST_BE_SPECIFIED(
            3072,
            CALLER,
            "UserKeyMustBeSpecified",
            400,
            "The form must contain the field name specified as key.",
            "Add the field."),
    TOO_MANY_PARTS(
            3073,
            CALLER,
            "InvalidArgument",
            400,
            "Part number must be an integer between 1 and 10000, inclusive.",
            "Use larger parts."),
    MALFORMED_TRAILER(
            3074,
            CALLER,
            "MalformedTrailerError",
            400,
            "The request contained trailing data that was not well-formed or did not conform to what was announced.",
            "Send exactly the trailers that x-amz-trailer names."),
    PRESIGNED_LIFETIME(
            3075,
            CALLER,
            "AuthorizationQueryParametersError",
            403,
            "The lifetime of the presigned address is out of range.",
            "Presign with X-Amz-Expires between 1 and 604800 seconds."),
    BAD_REQUEST(
            3076,
            CALLER,
            "BadRequest",
            400,
            "The request cannot be carried out as it is.",
            "Correct what the detail names."),
    OPERATION_ABORTED(
            3077,
            CALLER,
            "OperationAborted",
            409,
            "A conflicting operation is in progress against this resource.",
            "Try again."),
    ACL_NOT_SUPPORTED(
            3078,
            CALLER,
            "AccessControlListNotSupported",
            400,
            "The bucket does not allow ACLs.",
            "Leave the list out, or change the bucket's object ownership.");

    private final int number;
    private final Blame blame;
    private final String wireCode;
    private final int httpStatus;
    private final String sentence;
    private final String remedy;

    StorageFault(int number, Blame blame, String wireCode, int httpStatus, String sentence, String remedy) {
        this.number = number;
        this.blame = blame;
        this.wireCode = wireCode;
        this.httpStatus = httpStatus;
        this.sentence = sentence;
        this.remedy = remedy;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Blame blame() {
        return blame;
    }

    @Override
    public int httpStatus() {
        return httpStatus;
    }

    @Override
    public String wireCode() {
        return wireCode;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
