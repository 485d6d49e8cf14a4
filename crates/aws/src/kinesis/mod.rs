//! Kinesis Data Streams.

mod stream;

pub use stream::{ImportedStream, Stream, StreamHandle};
