use stackwright_core::object;

fn main() {
    object!();
    object!("key": 1);
    object!({"a": 1} + 2);
    object!({key: 1});
    object!({"a" 1});
    object!({"a": });
    object!({"a": 1, "b": 2, "a": 3});
    object!({"a": 1,, "b": 2});
}
