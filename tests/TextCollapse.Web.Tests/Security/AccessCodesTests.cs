using TextCollapse.Web.Security;

namespace TextCollapse.Web.Tests.Security;

public sealed class AccessCodesTests
{
    [Fact]
    public void The_teachers_key_gives_control_and_the_code_admits_however_it_is_typed()
    {
        var codes = AccessCodes.Create(shared: true, "fox-42");
        Assert.Equal(Role.Teacher, codes.RoleFor(codes.TeacherKey));
        Assert.Equal(Role.Student, codes.RoleFor(" FOX 42 "));
        Assert.Null(codes.RoleFor("fox43"));
        Assert.Null(codes.RoleFor(codes.TeacherKey.ToLowerInvariant()));
        Assert.Null(codes.RoleFor(""));
        Assert.Null(codes.RoleFor(null));
    }

    [Fact]
    public void A_page_for_this_machine_only_has_no_code()
    {
        var codes = AccessCodes.Create(shared: false);
        Assert.Null(codes.ClassCode);
        Assert.Null(codes.RoleFor(""));
        Assert.Null(codes.RoleFor("A"));
    }

    [Fact]
    public void Keys_are_long_drawn_anew_each_time_and_a_short_code_is_refused()
    {
        Assert.NotEqual(AccessCodes.Create(false).TeacherKey, AccessCodes.Create(false).TeacherKey);
        Assert.Equal(24, AccessCodes.Create(false).TeacherKey.Length);
        Assert.Throws<InputException>(() => AccessCodes.Create(true, "a-1"));
    }
}
