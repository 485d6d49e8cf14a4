use stackwright_core::object;

struct Mine;

fn main() {
    object!({"nested": [{"a": Mine}]});
    object!({"missing": nowhere});
}
