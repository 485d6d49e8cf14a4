use stackwright_core::sub;

fn main() {
    sub!();
    sub!(3);
    sub!(b"bytes");
    sub!("{name}", "x");
    sub!("{name}", name);
    sub!("{name}", name =);
    sub!("{name}" name = "x");
    sub!("{name}", name = "x", name = "y");
    sub!("text", name = "x");
}
