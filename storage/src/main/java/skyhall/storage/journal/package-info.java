/// What is written down of administrative calls: buckets made and deleted, their settings, and lists of objects.
///
/// Whoever changes a bucket tells [skyhall.storage.journal.BucketJournal] inside the transaction of the change, so that
/// the entry and its effect commit together or not at all; a call that is refused to somebody who is known leaves an
/// entry of its own. Who asks travels with the thread, see [skyhall.storage.journal.Asker]: no path to a bucket can
/// forget to name it. Data calls (reading, writing, deleting and tagging objects, and the lists that a write brings
/// along) are not journalled one by one: they are many, and each write has its event in the outbox.
@org.jspecify.annotations.NullMarked
package skyhall.storage.journal;
