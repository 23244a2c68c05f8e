#!/usr/bin/env python3
"""Checks a proof bundle of a Lockkeeper archive: python3 verify.py KEY BUNDLE [WITNESS-KEY ...]

KEY is the log's public key (name+id+base64), or a file that holds it; take it from where you trust
it, never from the bundle. Nothing but Python's own library is needed, and for the signatures either
its package "cryptography" or the program "openssl". It follows RFC 6962, RFC 9162 section 2.1.3.2
and C2SP signed-note, tlog-checkpoint, tlog-cosignature and tlog-proof (https://c2sp.org). Time-stamps
are for "openssl ts -verify". Exit code: 0 all is proved, 1 something is not, 2 wrong usage.
"""

import base64
import hashlib
import hmac
import os
import subprocess
import sys
import tempfile

ED25519, COSIGNATURE = 1, 4


class NotProved(Exception):
    pass


def sha256(data):
    return hashlib.sha256(data).digest()


def ed25519_holds(public, signature, message):
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return openssl_holds(public, signature, message)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        return True
    except InvalidSignature:
        return False


def openssl_holds(public, signature, message):
    spki = bytes.fromhex("302a300506032b6570032100") + public
    pem = "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n" % base64.b64encode(spki).decode()
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for name, content in (("key", pem.encode()), ("signature", signature), ("message", message)):
            names[name] = os.path.join(folder, name)
            with open(names[name], "wb") as file:
                file.write(content)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", names["key"], "-rawin",
                   "-in", names["message"], "-sigfile", names["signature"]]
        return subprocess.run(command, capture_output=True).returncode == 0


class Key:
    def __init__(self, text):
        if "+" not in text:
            with open(text, encoding="utf-8") as file:
                text = file.read()
        self.name, identifier, material = text.strip().split("+", 2)
        material = base64.b64decode(material, validate=True)
        self.kind, self.public = material[0], material[1:]
        self.id = sha256(self.name.encode() + b"\n" + material)[:4]
        if self.id.hex() != identifier:
            raise NotProved("the id of the key %s does not fit" % self.name)
        if self.kind not in (ED25519, COSIGNATURE) or len(self.public) != 32:
            raise NotProved("the key %s is of a type this program does not know" % self.name)

    def holds(self, text, signature):
        message = text
        if self.kind == COSIGNATURE:
            seconds = int.from_bytes(signature[:8], "big")
            signature = signature[8:]
            message = b"cosignature/v1\ntime %d\n" % seconds + text
        return len(signature) == 64 and ed25519_holds(self.public, signature, message)


def signers(note, keys):
    """The text of a note, and which of the keys have signed it."""
    text, _, lines = note.rpartition(b"\n\n")
    text += b"\n"
    found = []
    for line in lines.decode().splitlines():
        dash, name, encoded = line.split(" ")
        if dash != "\u2014":
            raise NotProved("the checkpoint is no signed note")
        signature = base64.b64decode(encoded, validate=True)
        for key in keys:
            if key.name == name and key.id == signature[:4]:
                if not key.holds(text, signature[4:]):
                    raise NotProved("the signature by %s does not hold" % name)
                found.append(key)
    return text, found


def root(leaf_hash, index, size, path):
    """RFC 9162 section 2.1.3.2."""
    node, last, value = index, size - 1, leaf_hash
    for beside in path:
        if last == 0:
            raise NotProved("the proof is too long")
        if node & 1 or node == last:
            value = sha256(b"\x01" + beside + value)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            value = sha256(b"\x01" + value + beside)
        node >>= 1
        last >>= 1
    if last:
        raise NotProved("the proof is too short")
    return value


def read(folder, name):
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()


def check(folder, name, log, witnesses):
    leaf = read(folder, name + ".leaf")
    head, _, note = read(folder, name + ".tlog-proof").partition(b"\n\n")
    lines = head.decode().split("\n")
    if lines.pop(0) != "c2sp.org/tlog-proof@v1":
        raise NotProved("not a proof file")
    if lines and lines[0].startswith("extra "):
        lines.pop(0)
    word, number = lines.pop(0).split(" ")
    if word != "index" or not number.isdigit():
        raise NotProved("the proof names no index")
    index = int(number)
    path = [base64.b64decode(line, validate=True) for line in lines]
    if any(len(value) != 32 for value in path):
        raise NotProved("a hash of the proof does not have 32 bytes")

    text, found = signers(note, [log] + witnesses)
    if log not in found:
        raise NotProved("not signed by %s" % log.name)
    origin, size, signed_root = text.decode().split("\n")[:3]
    if origin != log.name:
        raise NotProved("the checkpoint is of the log %s" % origin)
    if index >= int(size):
        raise NotProved("the leaf is not in the tree")
    if root(sha256(b"\x00" + leaf), index, int(size), path) != base64.b64decode(signed_root):
        raise NotProved("the leaf is not in the tree")
    said = "in the %s leaves of %s, signed by %s" % (size, origin, ", ".join(key.name for key in found))

    disclosed, cipher = (os.path.exists(os.path.join(folder, name + end)) for end in (".record", ".cipher"))
    if (disclosed or cipher) and (len(leaf) != 178 or leaf[0] != 2):
        raise NotProved("this program does not know leaves of this form")
    if cipher:
        if sha256(read(folder, name + ".cipher")) != leaf[26:58]:
            raise NotProved("the ciphertext is not the one that was logged")
        said += "; its ciphertext is the one that was logged"
    if disclosed:
        keys = [bytes.fromhex(line) for line in read(folder, name + ".opening").decode().split()]
        words = hmac.new(keys[0], read(folder, name + ".record"), hashlib.sha256).digest()
        if not hmac.compare_digest(words, leaf[58:90]):
            raise NotProved("the words are not those that were logged")
        if len(keys) > 1 and sha256(b"kc" + keys[1]) != leaf[90:122]:
            raise NotProved("the key is not the one that was logged")
        said += "; its words are those that were logged"
    return said


def main(arguments):
    if len(arguments) < 2:
        print(__doc__)
        return 2
    try:
        log, folder = Key(arguments[0]), arguments[1]
        witnesses = [Key(text) for text in arguments[2:]]
    except (NotProved, OSError, ValueError) as wrong:
        print("cannot use the key: %s" % wrong)
        return 2
    ending = ".tlog-proof"
    names = sorted(name[: -len(ending)] for name in os.listdir(folder) if name.endswith(ending))
    failed = 0 if names else 1
    for name in names:
        try:
            print("%s: proved: %s" % (name, check(folder, name, log, witnesses)))
        except (NotProved, OSError, ValueError, IndexError) as wrong:
            print("%s: NOT PROVED: %s" % (name, wrong))
            failed += 1
    print("NOT PROVED" if failed else "PROVED: all %d" % len(names))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
