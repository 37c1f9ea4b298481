"""round_trip.py ENDPOINT KEY SECRET BUCKET CERTIFICATE-OR-EMPTY: everyday work with boto3, step by step.

Prints a line for each step; ends with 1 when one failed, after all have run.
"""

import base64
import hashlib
import io
import sys
import traceback
import urllib.request
import ssl
import zlib

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint, key, secret, bucket, certificate = sys.argv[1:6]
s3 = boto3.client(
    "s3",
    endpoint_url=endpoint,
    aws_access_key_id=key,
    aws_secret_access_key=secret,
    region_name="us-east-1",
    verify=certificate or None,
    config=Config(signature_version="s3v4", s3={"addressing_style": "path"}, retries={"max_attempts": 1}),
)
steps = []


def step(function):
    steps.append(function)
    return function


def refused(code, function, **words):
    try:
        function(**words)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error.response["Error"]
        return
    raise AssertionError("expected " + code)


def body(key, **words):
    return s3.get_object(Bucket=bucket, Key=key, **words)["Body"].read()


NASTY = [
    "a//b", "../x", "./x", "a/../b", "a%2Fb", "+ ?&=#", "emoji-😀", "名字/é", "a\tb", "~-_.!*'()", "/leading",
    "trailing/", " space ", "back\\slash", "\"<>&'", "%", "%zz", "a;b=c", "x" * 1024,
]


@step
def nasty_keys_come_back_as_they_went():
    for name in NASTY:
        s3.put_object(Bucket=bucket, Key=name, Body=name.encode())
        assert body(name) == name.encode(), name
    listed = [o["Key"] for o in s3.list_objects_v2(Bucket=bucket)["Contents"]]
    assert listed == sorted(NASTY, key=lambda name: name.encode()), listed
    s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": name} for name in NASTY]})
    assert "Contents" not in s3.list_objects_v2(Bucket=bucket)


@step
def ranges():
    s3.put_object(Bucket=bucket, Key="range", Body=bytes(range(256)) * 1000)
    assert body("range", Range="bytes=10-19") == bytes(range(10, 20))
    assert body("range", Range="bytes=-3") == bytes([253, 254, 255])
    assert len(body("range", Range="bytes=255990-")) == 10
    refused("InvalidRange", s3.get_object, Bucket=bucket, Key="range", Range="bytes=256000-")


@step
def parts_in_parallel():
    data = hashlib.sha512(b"seed").digest() * 300_000
    s3.upload_fileobj(
        io.BytesIO(data), bucket, "large",
        Config=TransferConfig(multipart_threshold=5 << 20, multipart_chunksize=5 << 20, max_concurrency=4),
    )
    arrived = io.BytesIO()
    s3.download_fileobj(bucket, "large", arrived)
    assert arrived.getvalue() == data
    assert s3.head_object(Bucket=bucket, Key="large", PartNumber=1)["PartsCount"] == 4


@step
def checksums():
    for algorithm in ("CRC32", "SHA1", "SHA256"):
        s3.put_object(Bucket=bucket, Key="sum", Body=b"sum", ChecksumAlgorithm=algorithm)
        told = s3.head_object(Bucket=bucket, Key="sum", ChecksumMode="ENABLED")
        assert "Checksum" + algorithm in told, told
        assert body("sum", ChecksumMode="ENABLED") == b"sum"
    right = base64.b64encode(zlib.crc32(b"sum").to_bytes(4, "big")).decode()
    assert s3.put_object(Bucket=bucket, Key="sum", Body=b"sum", ChecksumCRC32=right)["ChecksumCRC32"] == right
    refused("BadDigest", s3.put_object, Bucket=bucket, Key="sum", Body=b"mus", ChecksumCRC32=right)


@step
def metadata_and_headers():
    s3.put_object(
        Bucket=bucket, Key="headers", Body=b"x", Metadata={"colour": "blue", "two-words": "a  b"},
        ContentType="text/x-own", CacheControl="max-age=1", ContentLanguage="nb", ContentDisposition='attachment; filename="a b"',
    )
    told = s3.head_object(Bucket=bucket, Key="headers")
    assert told["Metadata"]["colour"] == "blue", told
    assert (told["ContentType"], told["CacheControl"], told["ContentLanguage"]) == ("text/x-own", "max-age=1", "nb")
    assert s3.get_object(Bucket=bucket, Key="headers", ResponseContentType="a/b")["ContentType"] == "a/b"
    s3.copy_object(
        Bucket=bucket, Key="copy", CopySource={"Bucket": bucket, "Key": "headers"}, MetadataDirective="REPLACE",
        Metadata={"colour": "red"},
    )
    assert s3.head_object(Bucket=bucket, Key="copy")["Metadata"] == {"colour": "red"}


@step
def conditions():
    s3.delete_object(Bucket=bucket, Key="once")
    tag = s3.put_object(Bucket=bucket, Key="once", Body=b"1", IfNoneMatch="*")["ETag"]
    refused("PreconditionFailed", s3.put_object, Bucket=bucket, Key="once", Body=b"2", IfNoneMatch="*")
    s3.put_object(Bucket=bucket, Key="once", Body=b"3", IfMatch=tag)
    refused("PreconditionFailed", s3.put_object, Bucket=bucket, Key="once", Body=b"4", IfMatch=tag)
    refused("304", s3.get_object, Bucket=bucket, Key="once", IfNoneMatch='"%s"' % hashlib.md5(b"3").hexdigest())
    assert body("once") == b"3"


@step
def listing_with_a_delimiter():
    for name in ("l/a/1", "l/a/2", "l/b/1", "l/c"):
        s3.put_object(Bucket=bucket, Key=name, Body=b"")
    told = s3.list_objects_v2(Bucket=bucket, Prefix="l/", Delimiter="/")
    assert [p["Prefix"] for p in told["CommonPrefixes"]] == ["l/a/", "l/b/"], told
    assert [o["Key"] for o in told["Contents"]] == ["l/c"]
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="l/", PaginationConfig={"PageSize": 1})
    assert [o["Key"] for page in pages for o in page["Contents"]] == ["l/a/1", "l/a/2", "l/b/1", "l/c"]


@step
def tags():
    s3.put_object(Bucket=bucket, Key="tagged", Body=b"", Tagging="a=1&b=two%20words")
    assert s3.get_object_tagging(Bucket=bucket, Key="tagged")["TagSet"] == [
        {"Key": "a", "Value": "1"}, {"Key": "b", "Value": "two words"}]
    s3.put_object_tagging(Bucket=bucket, Key="tagged", Tagging={"TagSet": [{"Key": "ü", "Value": "名"}]})
    assert s3.get_object_tagging(Bucket=bucket, Key="tagged")["TagSet"] == [{"Key": "ü", "Value": "名"}]
    s3.delete_object_tagging(Bucket=bucket, Key="tagged")
    assert s3.get_object_tagging(Bucket=bucket, Key="tagged")["TagSet"] == []


@step
def presigned_links():
    context = ssl.create_default_context(cafile=certificate) if certificate else None
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), *([urllib.request.HTTPSHandler(context=context)] if context else []))
    name = "signed/a b+c%2F😀"
    link = s3.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": name}, ExpiresIn=60)
    opener.open(urllib.request.Request(link, data=b"by link", method="PUT", headers={"Content-Type": ""}))
    link = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": name}, ExpiresIn=60)
    assert opener.open(link).read() == b"by link"
    form = s3.generate_presigned_post(bucket, "form/${filename}", ExpiresIn=60)
    parts = [(n, None, v) for n, v in form["fields"].items()] + [("file", "f.txt", "by form")]
    text = "".join(
        '--cut\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
        % (n, '; filename="%s"' % f if f else "", v) for n, f, v in parts) + "--cut--\r\n"
    opener.open(urllib.request.Request(
        form["url"], data=text.encode(), headers={"Content-Type": "multipart/form-data; boundary=cut"}))
    assert body("form/f.txt") == b"by form"


@step
def versions():
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    first = s3.put_object(Bucket=bucket, Key="v", Body=b"1")["VersionId"]
    s3.put_object(Bucket=bucket, Key="v", Body=b"2")
    marker = s3.delete_object(Bucket=bucket, Key="v")
    assert marker["DeleteMarker"]
    refused("NoSuchKey", s3.get_object, Bucket=bucket, Key="v")
    assert body("v", VersionId=first) == b"1"
    told = s3.list_object_versions(Bucket=bucket, Prefix="v")
    assert (len(told["Versions"]), len(told["DeleteMarkers"])) == (2, 1), told
    s3.delete_object(Bucket=bucket, Key="v", VersionId=marker["VersionId"])
    assert body("v") == b"2"


@step
def everything_can_be_deleted():
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
        gone = [{"Key": v["Key"], "VersionId": v["VersionId"]}
                for v in page.get("Versions", []) + page.get("DeleteMarkers", [])]
        if gone:
            assert "Errors" not in s3.delete_objects(Bucket=bucket, Delete={"Objects": gone})
    s3.delete_bucket(Bucket=bucket)
    refused("404", s3.head_bucket, Bucket=bucket)


s3.create_bucket(Bucket=bucket)
failures = 0
for each in steps:
    try:
        each()
        print("well   ", each.__name__)
    except Exception:
        failures += 1
        print("FAILED ", each.__name__)
        traceback.print_exc(file=sys.stdout)
sys.exit(1 if failures else 0)
