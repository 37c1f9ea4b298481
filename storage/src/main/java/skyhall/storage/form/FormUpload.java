package skyhall.storage.form;

import java.io.InputStream;
import skyhall.storage.signature.Verification;

/// A form whose policy allows its file.
///
/// @param caller who signed the policy, or anonymous when the form has none
/// @param key the object's key, `${filename}` filled in
/// @param fileName the name that the browser gave the file, without folders; may be empty
/// @param content the file's bytes, as they arrive; `read` throws `FaultException` when they are more or fewer
///     than the policy allows or the form is cut off, so nothing may be published before it has returned -1
public record FormUpload<T>(
        Verification<T> caller, String key, FormFields fields, String fileName, InputStream content) {}
