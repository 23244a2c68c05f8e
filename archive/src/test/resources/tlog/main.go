// Reads a log with the Go project's own packages and says what it found.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type directory string

func (d directory) Height() int { return 8 }

func (d directory) SaveTiles([]tlog.Tile, [][]byte) {}

// The package's own paths name the height, C2SP's do not: tile/8/0/000 here is tile/0/000 there.
func (d directory) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(string(d), strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func must(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func read(path string) []byte {
	data, err := os.ReadFile(path)
	must(err)
	return data
}

// The tree of a checkpoint whose signature by the log holds.
func open(signed []byte, log string) tlog.Tree {
	verifier, err := note.NewVerifier(strings.TrimSpace(string(read(filepath.Join(log, "log.vkey")))))
	must(err)
	opened, err := note.Open(signed, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	hash, err := tlog.ParseHash(lines[2])
	must(err)
	return tlog.Tree{N: size, Hash: hash}
}

func entry(log string, size, index int64) []byte {
	tile := tlog.Tile{H: 8, L: -1, N: index / 256, W: 256}
	if (tile.N+1)*256 > size {
		tile.W = int(size % 256)
	}
	bundle := read(filepath.Join(log, strings.Replace(tile.Path(), "tile/8/data/", "tile/entries/", 1)))
	for i := int64(0); ; i++ {
		length := binary.BigEndian.Uint16(bundle)
		if i == index%256 {
			return bundle[2 : 2+length]
		}
		bundle = bundle[2+length:]
	}
}

func main() {
	log := os.Args[1]
	tree := open(read(filepath.Join(log, "checkpoint")), log)
	reader := tlog.TileHashReader(tree, directory(log))

	// Each leaf's hash is read through tiles that the reader has proved against the root.
	for index := int64(0); index < tree.N; index += 997 {
		hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		must(err)
		if hashes[0] != tlog.RecordHash(entry(log, tree.N, index)) {
			must(fmt.Errorf("leaf %d has another hash", index))
		}
	}
	for _, first := range []int64{1, 256, 257, 65536, 69999} {
		root, err := tlog.TreeHash(first, reader)
		must(err)
		proof, err := tlog.ProveTree(tree.N, first, reader)
		must(err)
		must(tlog.CheckTree(proof, tree.N, tree.Hash, first, root))
	}

	for _, path := range os.Args[2:] {
		parts := bytes.SplitN(read(path), []byte("\n\n"), 2)
		lines := strings.Split(string(parts[0]), "\n")
		if lines[0] != "c2sp.org/tlog-proof@v1" {
			must(fmt.Errorf("not a proof"))
		}
		index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
		must(err)
		var proof tlog.RecordProof
		for _, line := range lines[2:] {
			var hash tlog.Hash
			decoded, err := base64.StdEncoding.DecodeString(line)
			must(err)
			copy(hash[:], decoded)
			proof = append(proof, hash)
		}
		signed := open(parts[1], log)
		leaf := tlog.RecordHash(entry(log, signed.N, index))
		if tlog.CheckRecord(proof, signed.N, signed.Hash, index, leaf) != nil {
			must(fmt.Errorf("proof of leaf %d does not hold", index))
		}
	}
	fmt.Printf("read %d leaves, %d proofs\n", tree.N, len(os.Args)-2)
}
