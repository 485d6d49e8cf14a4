/// Sorts a short list, where `goes_before` says of two that the first has to stand before the second;
/// what is equal keeps its order.
///
/// By insertion: the sort of the standard library is faster for more than some twenty, and 1,300 lines to
/// compile for every type that is sorted.
///
/// ```
/// use stackwright_template::sort_few;
///
/// let mut numbers = [3.5, 1.0, 2.0];
/// sort_few(&mut numbers, |one, other| one < other);
/// assert_eq!(numbers, [1.0, 2.0, 3.5]);
/// ```
pub fn sort_few<T>(items: &mut [T], goes_before: impl Fn(&T, &T) -> bool) {
    for end in 1..items.len() {
        let mut place = end;
        while place > 0 && goes_before(&items[place], &items[place - 1]) {
            items.swap(place - 1, place);
            place -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sort_few;

    #[test]
    fn short_lists_are_sorted_and_what_is_equal_keeps_its_order() {
        let mut items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        sort_few(&mut items, |one, other| one.0 < other.0);
        assert_eq!(items, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
        let mut none: [u8; 0] = [];
        sort_few(&mut none, |one, other| one < other);
    }
}
