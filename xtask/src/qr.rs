//! Reads a QR code from a PNG with a decoder that is not ours.

use anyhow::{Context, Result, bail};
use base64::Engine;

/// The text of the QR code in a base64 PNG.
pub(crate) fn read(base64: &str) -> Result<String> {
    let bytes = base64::engine::general_purpose::STANDARD.decode(base64).context("the QR image is not base64")?;
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    // Any PNG becomes 8 bits per channel, without a palette.
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().context("the QR image is not a PNG")?;
    let size = reader.output_buffer_size().context("the QR image is too large")?;
    let mut pixels = vec![0; size];
    let info = reader.next_frame(&mut pixels).context("the QR image is cut")?;
    let channels = info.color_type.samples();
    let (width, height) = (info.width as usize, info.height as usize);
    // Black and white look the same in every channel, so the first one is enough.
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[y * info.line_size + x * channels]);
    let grids = image.detect_grids();
    let [grid] = grids.as_slice() else {
        bail!("the image holds {} QR codes instead of one", grids.len());
    };
    let (_, text) = grid.decode().context("the QR code cannot be decoded")?;
    Ok(text)
}
