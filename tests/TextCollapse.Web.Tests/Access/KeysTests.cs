using TextCollapse.Web.Access;

namespace TextCollapse.Web.Tests.Access;

public sealed class KeysTests
{
    [Fact]
    public void The_teachers_key_steers_and_the_code_lets_in_however_it_is_typed()
    {
        var keys = Keys.New(shared: true, "fox-42");
        Assert.Equal(Role.Teacher, keys.Opens(keys.TeacherKey));
        Assert.Equal(Role.Student, keys.Opens(" FOX 42 "));
        Assert.Null(keys.Opens("fox43"));
        Assert.Null(keys.Opens(keys.TeacherKey.ToLowerInvariant()));
        Assert.Null(keys.Opens(""));
        Assert.Null(keys.Opens(null));
    }

    [Fact]
    public void A_page_for_this_machine_alone_has_no_code_that_could_be_guessed()
    {
        var keys = Keys.New(shared: false);
        Assert.Null(keys.ClassCode);
        Assert.Null(keys.Opens(""));
        Assert.Null(keys.Opens("A"));
    }

    [Fact]
    public void Keys_are_long_drawn_anew_each_time_and_a_short_code_is_refused()
    {
        Assert.NotEqual(Keys.New(false).TeacherKey, Keys.New(false).TeacherKey);
        Assert.Equal(24, Keys.New(false).TeacherKey.Length);
        Assert.Throws<InputException>(() => Keys.New(true, "a-1"));
    }
}
