use stackwright_core::sub;

fn main() {
    let name = "x";
    sub!("{name");
    sub!("name}");
    sub!("{}");
    sub!("{name.len}");
    sub!("{0}");
    sub!("{name:?}");
}
