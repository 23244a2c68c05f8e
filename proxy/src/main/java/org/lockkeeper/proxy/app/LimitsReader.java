package org.lockkeeper.proxy.app;

import java.time.Duration;
import org.lockkeeper.archive.ArchiveLimits;
import org.lockkeeper.archive.index.IndexLimits;
import org.lockkeeper.archive.log.LogLimits;
import org.lockkeeper.extract.ExtractLimits;
import org.lockkeeper.proxy.app.GatewayConfig.ArchiveSettings;
import org.lockkeeper.proxy.app.GatewayConfig.GateLimits;
import org.lockkeeper.proxy.net.WireSettings;
import org.lockkeeper.yaml.YamlMap;

/**
 * Reads the sections of the configuration that hold limits. What is not set keeps its part's
 * default.
 */
final class LimitsReader {

  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;
  private static final long GIB = 1024L * MIB;
  private static final int MANY = 1_000_000;

  private LimitsReader() {}

  static ArchiveSettings archive(YamlMap map) {
    LogLimits log = LogLimits.defaults();
    IndexLimits index = IndexLimits.defaults();
    ArchiveSettings settings =
        new ArchiveSettings(
            map.flag("recording", true),
            new ArchiveLimits(
                new LogLimits(
                    size(map, "segment", MIB, GIB, log.segmentBytes()),
                    size(map, "group", 64 * KIB, 256L * MIB, log.groupBytes()),
                    size(map, "record", 64 * KIB, GIB, log.recordBytes()),
                    size(map, "waiting", MIB, GIB, log.queueBytes()),
                    map.duration("note-delay", log.flushInterval()),
                    size(map, "preallocated", 0, 64L * MIB, log.preallocatedBytes()),
                    size(map, "recent", 0, GIB, log.recentBytes())),
                new IndexLimits(
                    map.duration("search-delay", index.refreshInterval()),
                    map.duration("index-commit", index.commitInterval()),
                    (int) map.number("wildcard-words", 1, MANY, index.wildcardWords()),
                    map.bytes("index-buffer", MIB, 2 * GIB - 1, index.bufferBytes()))));
    map.end();
    return settings;
  }

  static GateLimits gate(YamlMap map) {
    GateLimits limits =
        new GateLimits(
            map.bytes("message", KIB, GIB, MIB),
            map.bytes("upload", KIB, GIB, 32L * MIB),
            size(map, "inline", 0, MIB, 32 * KIB),
            map.number("sessions", 1, 100L * MANY, 200_000),
            map.duration("session-lifetime", Duration.ofHours(1)),
            map.number("questions", 1, 100L * MANY, 100_000),
            map.bytes("upload-texts", KIB, 16 * GIB, 64L * MIB));
    map.end();
    return limits;
  }

  static WireSettings wire(YamlMap map) {
    WireSettings shipped = WireSettings.DEFAULTS;
    WireSettings settings =
        new WireSettings(
            (int) map.number("threads", 1, 1024, shipped.threads()),
            (int) map.number("connections", 1, MANY, shipped.maxConnections()),
            map.bytes("held", MIB, 64 * GIB, shipped.heldBytes()),
            size(map, "copy", KIB, GIB, shipped.copyBytes()),
            new WireSettings.HeadLimits(
                size(map, "line", 128, MIB, shipped.head().line()),
                size(map, "head", KIB, MIB, shipped.head().bytes()),
                (int) map.number("fields", 1, 10_000, shipped.head().fields())),
            times(map, shipped.timeouts()),
            new WireSettings.Pool(
                (int) map.number("pool", 1, 100_000, shipped.pool().idle()),
                map.duration("pool-time", shipped.pool().maxIdle())));
    map.end();
    return settings;
  }

  private static WireSettings.Timeouts times(YamlMap map, WireSettings.Timeouts shipped) {
    return new WireSettings.Timeouts(
        map.duration("handshake-time", shipped.handshake()),
        map.duration("idle-time", shipped.idle()),
        map.duration("head-time", shipped.head()),
        map.duration("part-time", shipped.body()),
        map.duration("held-time", shipped.held()),
        map.duration("judging-time", shipped.judging()),
        map.duration("connect-time", shipped.connect()),
        map.duration("answer-time", Duration.ofSeconds(120)),
        map.duration("taking-time", shipped.taking()),
        map.duration("drain-time", shipped.drain()));
  }

  static ExtractLimits files(YamlMap map) {
    ExtractLimits shipped = ExtractLimits.DEFAULT;
    ExtractLimits limits =
        new ExtractLimits(
            size(map, "bytes", KIB, GIB, shipped.bytes()),
            map.duration("time", shipped.time()),
            (int) map.number("depth", 0, 100, shipped.depth()),
            (int) map.number("parts", 1, MANY, shipped.embedded()),
            (int) map.number("characters", KIB, 100L * MANY, shipped.characters()),
            (int) map.number("unpacked-ratio", 1, 10_000, shipped.unpackedRatio()),
            map.bytes("unpacked", MIB, 64 * GIB, shipped.unpackedBytes()),
            (int) map.number("workers", 1, 1024, shipped.workers()));
    map.end();
    return limits;
  }

  private static int size(YamlMap map, String key, long least, long most, int missing) {
    return (int) map.bytes(key, least, Math.min(most, Integer.MAX_VALUE), missing);
  }
}
