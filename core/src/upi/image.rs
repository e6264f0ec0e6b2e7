//! QR codes as images: the code by the `qrcode` library, black on white with four quiet modules on each side, as
//! ISO/IEC 18004 asks. The same text and options always give the same bytes.

use qrcode::{Color, EcLevel, QrCode};

use crate::Error;
use crate::field::{Invalid, Path};
use crate::model::{DrawQr, PngImage, QrCorrection, SvgImage};

/// Quiet modules on each side.
const QUIET: usize = 4;
/// Pixels of a module where nothing else is asked for.
const PIXELS: i64 = 6;

/// A code ready to be drawn.
struct Drawing {
    /// Modules on a side, without the quiet ones.
    modules: usize,
    dark: Vec<bool>,
    /// Pixels of a module.
    scale: usize,
}

impl Drawing {
    fn new(request: &DrawQr) -> Result<Self, Invalid> {
        let field = |name| Path::Field(&Path::Root, name);
        let level = match request.correction.unwrap_or(QrCorrection::Medium) {
            QrCorrection::Low => EcLevel::L,
            QrCorrection::Medium => EcLevel::M,
            QrCorrection::Quartile => EcLevel::Q,
            QrCorrection::High => EcLevel::H,
        };
        let pixels = request.module_pixels.unwrap_or(PIXELS);
        if !(1..=32).contains(&pixels) {
            return Err(field("module_pixels").invalid("is out of range; pass 1 to 32"));
        }
        if request.text.is_empty() {
            return Err(field("text").invalid("is empty; pass what the code shall say"));
        }
        let code = QrCode::with_error_correction_level(request.text.as_bytes(), level)
            .map_err(|_| field("text").invalid("does not fit into a QR code; shorten it or ask for less correction"))?;
        let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
        Ok(Drawing { modules: code.width(), dark, scale: usize::try_from(pixels).unwrap_or(1) })
    }
    /// Modules on a side with the quiet ones.
    fn span(&self) -> usize {
        self.modules + 2 * QUIET
    }
    /// Pixels on a side.
    fn side(&self) -> usize {
        self.span() * self.scale
    }
    /// Dark stretches: row, first module, number of modules; quiet modules counted.
    fn stretches(&self) -> Vec<(usize, usize, usize)> {
        let mut found = Vec::new();
        for (row, line) in self.dark.chunks(self.modules).enumerate() {
            let mut at = 0;
            for stretch in line.chunk_by(|one, next| one == next) {
                if stretch[0] {
                    found.push((row + QUIET, at + QUIET, stretch.len()));
                }
                at += stretch.len();
            }
        }
        found
    }
}

/// Draws a text as a QR code in SVG.
///
/// Errors: `Validation` on `text` or `module_pixels`.
pub fn svg(request: DrawQr) -> Result<SvgImage, Error> {
    let drawing = Drawing::new(&request)?;
    let (span, side) = (drawing.span(), drawing.side());
    let path: String =
        drawing.stretches().into_iter().map(|(row, at, length)| format!("M{at} {row}h{length}v1h-{length}z")).collect();
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{side}\" height=\"{side}\" viewBox=\"0 0 {span} {span}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{span}v{span}H0z\"/><path d=\"{path}\"/></svg>"
    );
    Ok(SvgImage::new(svg, i64::try_from(side).unwrap_or(i64::MAX)))
}

/// Draws a text as a QR code in PNG: one bit a pixel.
///
/// Errors: `Validation` on `text` or `module_pixels`.
pub fn png(request: DrawQr) -> Result<PngImage, Error> {
    let drawing = Drawing::new(&request)?;
    let side = drawing.side();
    let row_bytes = side.div_ceil(8);
    let mut pixels = vec![0xFF_u8; row_bytes * side];
    for (row, at, length) in drawing.stretches() {
        for y in row * drawing.scale..(row + 1) * drawing.scale {
            for x in at * drawing.scale..(at + length) * drawing.scale {
                pixels[y * row_bytes + x / 8] &= !(0x80 >> (x % 8));
            }
        }
    }
    let mut out = Vec::new();
    let width = u32::try_from(side).map_err(|_| Error::internal("a QR code of more than four milliard pixels"))?;
    write_png(&pixels, width, &mut out)
        .map_err(|error| Error::internal(format!("the PNG was not written: {error}")))?;
    Ok(PngImage::new(out, i64::from(width)))
}

fn write_png(pixels: &[u8], width: u32, out: &mut Vec<u8>) -> Result<(), png::EncodingError> {
    let mut encoder = png::Encoder::new(out, width, width);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Width and the light pixels of a PNG.
    fn decode(image: PngImage) -> (usize, Vec<bool>) {
        let bytes = image.png.0;
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG");
        let mut rows = vec![0; reader.output_buffer_size().expect("a small image")];
        let info = reader.next_frame(&mut rows).expect("a frame");
        assert_eq!(
            (info.color_type, info.bit_depth, info.width),
            (png::ColorType::Grayscale, png::BitDepth::One, info.height)
        );
        let side = info.width as usize;
        assert_eq!(image.side, i64::from(info.width));
        let light =
            (0..side * side).map(|at| rows[at / side * info.line_size + at % side / 8] >> (7 - at % side % 8) & 1 == 1);
        (side, light.collect())
    }

    /// What a camera reads.
    fn scan(side: usize, light: &[bool]) -> Option<String> {
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| if light[y * side + x] { 255 } else { 0 });
        image.detect_grids().first()?.decode().ok().map(|(_, text)| text)
    }

    /// The light pixels of an SVG made here, one pixel a module.
    fn paint(svg: &str, side: usize) -> Vec<bool> {
        let path = svg.rsplit("<path d=\"").next().and_then(|rest| rest.split('"').next()).expect("a path");
        let mut light = vec![true; side * side];
        for stretch in path.split('M').skip(1) {
            let numbers: Vec<usize> =
                stretch.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
            let [x, y, length, ..] = numbers[..] else { panic!("M x y h length: {stretch}") };
            light[y * side + x..y * side + x + length].fill(false);
        }
        light
    }

    #[test]
    fn both_images_say_the_text() {
        let text = "upi://pay?pa=examplestore@sandbox&pn=Example%20Store&am=499.00&cu=INR";
        for correction in [QrCorrection::Low, QrCorrection::Medium, QrCorrection::Quartile, QrCorrection::High] {
            let request = DrawQr::new(text).correction(correction).module_pixels(4);
            let (side, light) = decode(png(request.clone()).expect("an image"));
            assert_eq!(scan(side, &light).as_deref(), Some(text));
            let svg = svg(request).expect("an image");
            assert_eq!(usize::try_from(svg.side), Ok(side));
            let modules = paint(&svg.svg, side / 4);
            assert!((0..side * side).all(|at| light[at] == modules[at / side / 4 * (side / 4) + at % side / 4]));
            let quiet = (0..side).flat_map(|at| (0..16).flat_map(move |edge| [at * side + edge, edge * side + at]));
            assert!(quiet.into_iter().all(|at| light[at]), "the quiet zone is white");
        }
    }

    #[test]
    fn what_cannot_be_drawn_is_refused() {
        let refused = |request: DrawQr| svg(request).expect_err("refused").info().field.clone();
        assert_eq!(refused(DrawQr::new("")).as_deref(), Some("text"));
        assert_eq!(refused(DrawQr::new("x".repeat(2954)).correction(QrCorrection::Low)).as_deref(), Some("text"));
        assert!(svg(DrawQr::new("x".repeat(2953)).correction(QrCorrection::Low)).is_ok());
        for pixels in [0, -1, 33] {
            assert_eq!(refused(DrawQr::new("x").module_pixels(pixels)).as_deref(), Some("module_pixels"));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn any_text_is_drawn(text in "\\PC{1,80}", pixels in 2i64..5) {
            let (side, light) = decode(png(DrawQr::new(text.as_str()).module_pixels(pixels)).expect("an image"));
            prop_assert_eq!(scan(side, &light), Some(text));
        }
    }
}
