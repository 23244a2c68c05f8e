/** Attachments, stored once and durable before the record that names them. */
@NullMarked
package org.lockkeeper.archive.blob;

import org.jspecify.annotations.NullMarked;
